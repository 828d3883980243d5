using SecureObs.Cli;
using SecureObs.Cli.Terraform;

namespace SecureObs.Bench.Terraform;

/// <summary>
/// The references of all plans of a directory: how many, whether both ends are among the resources, whether one is there twice. For plans with a
/// table in <c>references/</c>, written by hand from reading the plan, both must say the same.
/// </summary>
internal static class ReferencesTrial
{
    private const string Line = "{0,-26} {1,9} {2,10} {3,9} {4,10}  {5}";

    public static int Run(string directory)
    {
        var tables = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Terraform", "references"), "*.txt").ToDictionary(file => Path.GetFileNameWithoutExtension(file), Expected);
        Console.WriteLine(Line, "plan", "resources", "references", "dangling", "duplicates", "");
        var (plans, compared, wrong) = (0, 0, 0);
        foreach (var file in Directory.GetFiles(directory, "*.json").Where(file => Path.GetFileName(file) is not "manifest.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            plans++;
            if (Read(file) is not { } plan)
            {
                wrong++;
                continue;
            }
            var differences = tables.Remove(name, out var expected) ? Differences(expected, plan) : null;
            var (dangling, duplicates) = Show(name, plan, differences);
            compared += differences is null ? 0 : 1;
            wrong += dangling + duplicates + (differences?.Count ?? 0) > 0 ? 1 : 0;
        }
        foreach (var missing in tables.Keys)
            Console.WriteLine($"{missing}: a table, and no plan");
        Console.WriteLine($"{plans} plans, {compared} compared with a table, {wrong} wrong");
        return plans > 0 && compared > 0 && wrong + tables.Count == 0 ? 0 : 1;
    }

    private static SanitizedPlan? Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return PlanReader.Read(stream);
        }
        catch (CommandFailure refused)
        {
            Console.WriteLine($"{Path.GetFileName(file)}: {refused.Message}");
            return null;
        }
    }

    private static (int Dangling, int Duplicates) Show(string name, SanitizedPlan plan, List<string>? differences)
    {
        var addresses = plan.Resources.Select(resource => resource.Address).ToHashSet(StringComparer.Ordinal);
        var dangling = plan.References.Count(each => !addresses.Contains(each.SourceAddress) || !addresses.Contains(each.TargetAddress));
        var duplicates = plan.References.Count - plan.References.Distinct().Count() + plan.Resources.Count - addresses.Count;
        Console.WriteLine(Line, name, plan.Resources.Count, plan.References.Count, dangling, duplicates, differences is null ? "" : differences.Count == 0 ? "as the table says" : "DIFFERENT");
        foreach (var difference in differences ?? [])
            Console.WriteLine("    " + difference);
        foreach (var (why, count) in plan.Unresolved)
            Console.WriteLine($"    external: {count} to {why}");
        return (dangling, duplicates);
    }

    private static List<string> Differences(HashSet<string> expected, SanitizedPlan plan)
    {
        var found = plan.References.Select(each => $"{each.SourceAddress} {each.AttributePath} -> {each.TargetAddress}").ToHashSet(StringComparer.Ordinal);
        return [.. expected.Except(found).Select(edge => $"missing: {edge}"), .. found.Except(expected).Select(edge => $"not in the table: {edge}")];
    }

    private static HashSet<string> Expected(string table) =>
        File.ReadLines(table).Where(line => line.Length > 0 && line[0] != '#').ToHashSet(StringComparer.Ordinal);
}
