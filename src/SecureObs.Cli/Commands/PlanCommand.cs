using System.CommandLine;
using System.Globalization;
using SecureObs.Cli.Api;
using SecureObs.Cli.Terraform;

namespace SecureObs.Cli.Commands;

/// <summary>`secureobs plan preview FILE`: what of a Terraform plan would leave the machine, and what stays and why. Nothing is sent.</summary>
internal static class PlanCommand
{
    private const int MostListed = 1_000;

    public static Command Create(Surroundings surroundings)
    {
        var file = new Argument<string>("file") { Description = "The plan: what terraform show -json writes." };
        var json = new Option<bool>("--json") { Description = "Write the body as it would be sent, and nothing else." };
        var place = new PlaceOptions("The directory that the plan lies in.");
        var preview = new Command("preview", "Show what of a Terraform plan would leave the machine, and what stays and why. Sends nothing.") { file, json };
        place.AddTo(preview);
        preview.SetAction(async (arguments, ct) =>
        {
            var plan = PlanFile.Open(arguments.GetRequiredValue(file), place.Workspace(arguments, surroundings), surroundings.CurrentDirectory);
            var sanitized = plan.Read();
            if (arguments.GetValue(json))
            {
                ApiJson.Write(surroundings.Out, TopologyBody.Of(sanitized, await plan.DigestAsync(ct), "", "", null, null));
                surroundings.Out.WriteLine();
            }
            else
                Write(surroundings.Out, sanitized);
            return ExitCode.Fine;
        });
        return new Command("plan", "Terraform plans.") { preview };
    }

    private static void Write(TextWriter output, SanitizedPlan plan)
    {
        output.WriteLine(Text($"{plan.Resources.Count} resources and {plan.References.Count} references would leave, by list {Allowlist.Version}:"));
        foreach (var resource in plan.Resources.Take(MostListed))
        {
            output.WriteLine($"  {OneLine.Of(resource.Address, 300)}");
            if (resource.SafeAttributes.Count > 0)
                output.WriteLine($"    {OneLine.Of(resource.SafeAttributes.ToJsonString(), 500)}");
            if (resource.UnknownAttributePaths.Count > 0)
                output.WriteLine($"    known after apply: {OneLine.Of(string.Join(", ", resource.UnknownAttributePaths), 300)}");
        }
        if (plan.Resources.Count > MostListed)
            output.WriteLine(Text($"  and {plan.Resources.Count - MostListed} more: --json shows all"));
        output.WriteLine("What stays:");
        foreach (var why in plan.Dropped.GroupBy(dropped => dropped.Why).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine(Text($"  {why.Key}: {why.Count()}"));
            foreach (var dropped in why.Take(MostListed))
                output.WriteLine($"    {OneLine.Of($"{dropped.Address} {dropped.Path}", 400)}");
        }
        foreach (var (why, count) in plan.Unresolved)
            output.WriteLine(Text($"  references to {why}: {count}"));
        output.WriteLine("  and all of variables, outputs, providers, back ends, provisioners, connections, earlier state of what is managed");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
