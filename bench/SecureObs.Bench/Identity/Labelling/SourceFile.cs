using SecureObs.Identity;

namespace SecureObs.Bench.Identity.Labelling;

/// <summary>One content of a file. It is read when something was found in it.</summary>
internal sealed class SourceFile(string blob, string path)
{
    private readonly Lazy<IReadOnlyList<string>> lines = new(() => [.. File.ReadAllText(path).Split('\n').Select(line => line.TrimEnd('\r'))]);
    private readonly Lazy<IReadOnlyList<string>> hashes = new(() => GitHubLineHash.Of(File.ReadAllText(path)));

    private readonly Lazy<CodeFile> code = new(() => new(File.ReadAllText(path).Split('\n').Select(line => line.TrimEnd('\r')).ToList()));

    public string Blob => blob;

    /// <summary>For the product's reader.</summary>
    public CodeExcerpt? Excerpt(int line, int endLine)
    {
        lock (code)
            return code.Value.Excerpt(line, endLine);
    }

    public IReadOnlyList<string> Lines => lines.Value;

    /// <summary>The lines from one number to another that are there.</summary>
    public IEnumerable<string> Between(int first, int last) =>
        Enumerable.Range(first, Math.Max(last - first + 1, 0)).Where(number => number >= 1 && number <= Lines.Count).Select(number => Lines[number - 1]);

    public string LineHash(int line) => hashes.Value.ElementAtOrDefault(line - 1) ?? "";
}
