using System.Diagnostics;
using System.Text;

namespace SecureObs.Bench.Identity.Labelling;

/// <summary>Asks one repository. Nothing here writes into it.</summary>
internal sealed class Git(string directory)
{
    /// <exception cref="GitException">Git refused, e.g. because an object is not there.</exception>
    public string Run(params IReadOnlyList<string> arguments) => Encoding.UTF8.GetString(Run(arguments, ""));

    /// <param name="input">Lines for its standard input.</param>
    public byte[] Run(IReadOnlyList<string> arguments, string input)
    {
        var start = new ProcessStartInfo("git", ["--git-dir=" + directory, "-c", "core.quotePath=false", "-c", "diff.renameLimit=2000", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var feeding = Task.Run(() =>
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        });
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new GitException(errors.Result);
        feeding.Wait();
        return output.ToArray();
    }

    /// <summary>Of a checkout, which may share it with others.</summary>
    public static Git OfCheckout(string checkout)
    {
        var file = Path.Combine(checkout, ".git");
        if (!File.Exists(file))
            return new(file);
        var own = File.ReadAllText(file)["gitdir: ".Length..].Trim();
        return new(Path.GetFullPath(File.ReadAllText(Path.Combine(own, "commondir")).Trim(), own));
    }

    public string FullId(string commit) => Run("rev-parse", "--verify", commit + "^{commit}").Trim();

    /// <summary>Blob by path.</summary>
    public Dictionary<string, string> Tree(string commit) => Run("ls-tree", "-r", "-z", commit)
        .Split('\0', StringSplitOptions.RemoveEmptyEntries)
        .Where(entry => entry.StartsWith("100", StringComparison.Ordinal))
        .ToDictionary(entry => entry[(entry.IndexOf('\t', StringComparison.Ordinal) + 1)..], entry => entry.Split(' ', '\t')[2]);

    /// <summary>Bytes by blob, as far as they are there and not larger than <paramref name="largest"/> bytes.</summary>
    public Dictionary<string, int> Sizes(IEnumerable<string> blobs, int largest) =>
        Encoding.UTF8.GetString(Run(["cat-file", "--batch-check"], string.Concat(blobs.Select(blob => blob + "\n"))))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
            .Where(line => line is [_, "blob", var size] && int.Parse(size, null) <= largest)
            .ToDictionary(line => line[0], line => int.Parse(line[2], null));

    /// <summary>Content by blob, in the order asked.</summary>
    public IEnumerable<(string Blob, ReadOnlyMemory<byte> Content)> Contents(IReadOnlyList<string> blobs)
    {
        var output = Run(["cat-file", "--batch"], string.Concat(blobs.Select(blob => blob + "\n")));
        for (var at = 0; at < output.Length;)
        {
            var end = Array.IndexOf(output, (byte)'\n', at);
            var head = Encoding.UTF8.GetString(output, at, end - at).Split(' ');
            var size = int.Parse(head[2], null);
            yield return (head[0], output.AsMemory(end + 1, size));
            at = end + 1 + size + 1;
        }
    }
}

internal sealed class GitException(string message) : Exception(message);
