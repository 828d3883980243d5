namespace SecureObs.Cli.Reporting;

/// <summary>The same for people.</summary>
internal static class DoctorText
{
    public static void Write(TextWriter output, DoctorReport report)
    {
        output.WriteLine($"secureobs {report.Version}");
        output.WriteLine(report.Api.IsGood
            ? $"API {report.Api.Address}: it answers, and the key is good."
            : $"API {report.Api.Address ?? "(not asked)"}: {OneLine.Of(report.Api.Problem, 300)}");
        output.WriteLine();
        output.WriteLine($"{"SCANNER",-16} {"VERSION",-9} STATUS");
        foreach (var tool in report.Tools)
            output.WriteLine($"{tool.Key,-16} {tool.Version ?? "-",-9} {tool.Problem ?? "ok"}{(tool.Active is true ? " (the project runs it)" : "")}");

        Section(output, "To install or update:", report.Tools.Where(tool => tool is { Problem: not null, Install: not null })
            .Select(tool => $"  {tool.Key} ({tool.Supported}): {tool.Install}"));
        Section(output, "What they send to third parties:", report.Tools.Where(tool => tool.SendsToThirdParties is not null)
            .Select(tool => $"  {tool.Key}: {tool.SendsToThirdParties}"));
    }

    private static void Section(TextWriter output, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        output.WriteLine();
        output.WriteLine(title);
        foreach (var line in all)
            output.WriteLine(line);
    }
}
