using System.Globalization;
using System.Text.RegularExpressions;

namespace SecureObs.Bench.Identity.Labelling;

/// <summary>Lines that were replaced. A start is the number of the first line; with no lines, of the line before.</summary>
internal sealed record Hunk(int OldStart, IReadOnlyList<string> OldLines, int NewStart, IReadOnlyList<string> NewLines);

/// <summary>What changed in one file, white space ignored.</summary>
internal sealed partial record FileDiff(string OldPath, string NewPath, IReadOnlyList<Hunk> Hunks)
{
    public static readonly IReadOnlyList<string> Arguments = ["diff", "-M", "-w", "-U0", "--no-color", "--no-ext-diff", "--no-textconv", "--diff-filter=MR"];

    /// <summary>The hunk that a line of the newer file is in; null when it did not change.</summary>
    public Hunk? At(int newLine) => Hunks.FirstOrDefault(hunk => newLine >= hunk.NewStart && newLine < hunk.NewStart + hunk.NewLines.Count);

    /// <summary>Where a line of the newer file was; null when it is in a hunk.</summary>
    public int? OldLine(int newLine) => At(newLine) is not null ? null
        : newLine - Hunks.Where(hunk => hunk.NewStart + Math.Max(hunk.NewLines.Count, 1) <= newLine).Sum(hunk => hunk.NewLines.Count - hunk.OldLines.Count);

    /// <summary>Reads what git wrote, by the newer path.</summary>
    public static Dictionary<string, FileDiff> Read(string output)
    {
        var files = new Dictionary<string, FileDiff>();
        var (lines, oldPath) = (output.Split('\n'), "");
        List<Hunk>? hunks = null;
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].StartsWith("rename from ", StringComparison.Ordinal))
                oldPath = lines[at]["rename from ".Length..];
            else if (lines[at].StartsWith("rename to ", StringComparison.Ordinal))
                files[lines[at]["rename to ".Length..]] = new(oldPath, lines[at]["rename to ".Length..], []);
            else if (lines[at].StartsWith("--- a/", StringComparison.Ordinal))
                oldPath = lines[at][6..].TrimEnd('\t');
            else if (lines[at].StartsWith("+++ b/", StringComparison.Ordinal))
                files[lines[at][6..].TrimEnd('\t')] = new(oldPath, lines[at][6..].TrimEnd('\t'), hunks = []);
            else if (Head().Match(lines[at]) is { Success: true } head)
                hunks!.Add(ReadHunk(head, lines, ref at));
        }
        return files;
    }

    private static Hunk ReadHunk(Match head, string[] lines, ref int at)
    {
        var (removed, added) = (new List<string>(), new List<string>());
        var (oldCount, newCount) = (Number(head.Groups[2], 1), Number(head.Groups[4], 1));
        while (removed.Count < oldCount || added.Count < newCount)
        {
            var line = lines[++at];
            if (line is ['-', ..])
                removed.Add(line[1..]);
            else if (line is ['+', ..])
                added.Add(line[1..]);
        }
        return new(Number(head.Groups[1], 0), removed, Number(head.Groups[3], 0), added);
    }

    private static int Number(Group group, int otherwise) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : otherwise;

    [GeneratedRegex(@"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")]
    private static partial Regex Head();
}
