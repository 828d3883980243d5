using System.Globalization;

namespace SecureObs.Bench.Identity.Labelling;

/// <summary>Where git says that a line comes from.</summary>
internal sealed record BlamedLine(string Commit, string Path, int Line);

/// <summary>Asks <c>git blame</c> back to one old commit, along the first parents, white space ignored.</summary>
internal sealed class Blame(Git git, string oldCommit)
{
    /// <summary>Also finds what was cut out and pasted: in the file, in files of the same commit, in any file for a new one.</summary>
    private static readonly string[] Moves = ["-M", "-C", "-C"];

    private readonly Dictionary<(string, string, int, bool), IReadOnlyDictionary<int, BlamedLine>> known = [];

    /// <param name="only">One line, or 0 for the whole file.</param>
    /// <returns>By line; empty when git cannot tell.</returns>
    public IReadOnlyDictionary<int, BlamedLine> Of(string commit, string path, bool moves, int only = 0)
    {
        if (known.TryGetValue((commit, path, only, moves), out var lines))
            return lines;
        try
        {
            lines = Read(git.Run(["blame", "--first-parent", "-w", "--line-porcelain", .. moves ? Moves : [], .. only > 0 ? [$"-L{only},{only}"] : Array.Empty<string>(),
                $"{oldCommit}..{commit}", "--", path]));
        }
        catch (GitException)
        {
            lines = new Dictionary<int, BlamedLine>();
        }
        return known[(commit, path, only, moves)] = lines;
    }

    private static Dictionary<int, BlamedLine> Read(string output)
    {
        var lines = new Dictionary<int, BlamedLine>();
        string[]? head = null;
        foreach (var line in output.Split('\n'))
        {
            if (line is ['\t', ..])
                head = null;
            else if (head is null)
                head = line.Split(' ');
            else if (line.StartsWith("filename ", StringComparison.Ordinal))
                lines[int.Parse(head[2], CultureInfo.InvariantCulture)] = new(head[0], line["filename ".Length..], int.Parse(head[1], CultureInfo.InvariantCulture));
        }
        return lines;
    }
}
