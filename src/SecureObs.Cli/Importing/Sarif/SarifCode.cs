using System.Text.Json;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing.Sarif;

/// <summary>
/// The code of a result: the lines of the workspace, as drivers take them, when they have what the report shows; else what the
/// report shows. Tools embed anything from three characters to twenty lines.
/// </summary>
internal static class SarifCode
{
    public static string? Of(ReportEntry entry, ScannedFile? file, JsonElement place, int? line, int? end)
    {
        var shown = place.Text("region", "snippet", "text") ?? place.Text("contextRegion", "snippet", "text");
        var lines = entry.Context.Files.Lines(file, line, end);
        return lines is not null && (shown is null || lines.Contains(FirstLine(shown), StringComparison.Ordinal)) ? lines : shown ?? lines;
    }

    private static string FirstLine(string text) => text.TrimStart().Split('\n', 2)[0].TrimEnd();
}
