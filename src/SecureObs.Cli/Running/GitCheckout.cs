namespace SecureObs.Cli.Running;

/// <summary>Reads branch and commit from the files of .git: git itself need not be installed, and would run hooks and filters.</summary>
internal static class GitCheckout
{
    public static (string? Branch, string? Commit) Read(string workspace)
    {
        try
        {
            return Directories(workspace).FirstOrDefault() is { } git ? ReadHead(git) : (null, null);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, null);
        }
    }

    /// <summary>The first line of refs/remotes/origin/HEAD; null when there is none.</summary>
    public static string? RemoteHead(string workspace)
    {
        try
        {
            return Directories(workspace).FirstOrDefault() is { } git ? FirstLine(Path.Combine(Shared(git), "refs", "remotes", "origin", "HEAD")) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A worktree keeps its HEAD for itself and shares the branches.</summary>
    private static string Shared(string git) => FirstLine(Path.Combine(git, "commondir")) is { } common ? Path.GetFullPath(common, git) : git;

    private static (string? Branch, string? Commit) ReadHead(string git)
    {
        var head = FirstLine(Path.Combine(git, "HEAD"));
        if (head?.StartsWith("ref: ", StringComparison.Ordinal) != true)
            return (null, Commit(head));

        var reference = head[5..].Trim();
        var shared = Shared(git);
        var commit = Commit(FirstLine(Path.Combine(shared, reference))) ?? Packed(Path.Combine(shared, "packed-refs"), reference);
        return (Revision.ShortBranch(reference), commit);
    }

    private static IEnumerable<string> Directories(string workspace)
    {
        for (var directory = workspace; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            var git = Path.Combine(directory, ".git");
            if (Directory.Exists(git))
                yield return git;
            else if (FirstLine(git) is { } line && line.StartsWith("gitdir: ", StringComparison.Ordinal))
                yield return Path.GetFullPath(line[8..].Trim(), directory);
        }
    }

    private static string? Packed(string file, string reference) => !File.Exists(file) ? null : File.ReadLines(file)
        .Where(line => line.EndsWith(" " + reference, StringComparison.Ordinal))
        .Select(line => Commit(line.Split(' ')[0])).FirstOrDefault();

    private static string? FirstLine(string file) => File.Exists(file) ? File.ReadLines(file).FirstOrDefault() : null;

    private static string? Commit(string? text) =>
        text?.Trim() is { Length: 40 or 64 } id && id.All(char.IsAsciiHexDigit) ? id : null;
}
