using System.Diagnostics;
using SecureObs.Bench.Identity.Labelling;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.Identity;

/// <summary>The labels of tiny repositories. A scanner of ours finds <c>eval</c>.</summary>
public sealed class LabellerTests : IDisposable
{
    private readonly Workspace workspace = new();
    private readonly List<string> commits = [];

    public LabellerTests() => Git("init", "--quiet");

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Lines_above_and_a_new_name_of_the_file_change_nothing()
    {
        Commit(("a.js", "const one = 1\nconst two = 2\nconst three = 3\neval(first)\neval(second)\n"));
        Commit(("b.js", "const zero = 0\nconst one = 1\nconst two = 2\nconst three = 3\neval(first)\n    eval( second )\n"));

        Assert.Equal("a.js:4=b.js:5 Stays, a.js:5=b.js:6 Stays", Labels());
    }

    [Fact]
    public void An_edited_line_is_the_same_also_when_edited_twice()
    {
        Commit(("a.js", "const one = 1\neval(first, this)\nconst two = 2\n"));
        Commit(("a.js", "const one = 1\neval(second, this)\nconst two = 2\n"));
        Commit(("a.js", "const one = 1\neval(second, that)\nconst two = 2\n"));

        Assert.Equal("a.js:2=a.js:2 Edited", Labels());
    }

    [Fact]
    public void Code_that_a_formatter_breaks_otherwise_is_the_same()
    {
        Commit(("a.js", "eval('first', second, third)\nconst two = 2\n"));
        Commit(("a.js", "eval(\n  \"first\",\n  second,\n  third,\n)\nconst two = 2\n"));

        Assert.Equal("a.js:1=a.js:1 Rewrapped", Labels());
    }

    [Fact]
    public void A_line_cut_out_and_pasted_is_the_same()
    {
        const string body = "const one = 1\nconst two = 2\nconst three = 3\nconst four = 4\n", moved = "eval(something.long.enough.for.git.to.follow)\n";
        Commit(("a.js", moved + body));
        Commit(("a.js", body + moved));

        Assert.Equal("a.js:1=a.js:5 Moved", Labels());
    }

    [Fact]
    public void A_copy_is_a_new_finding()
    {
        const string line = "eval(something.long.enough.for.git.to.follow)\n";
        Commit(("a.js", line + "const one = 1\nconst two = 2\nconst three = 3\n"));
        Commit(("a.js", line + "const one = 1\nconst two = 2\nconst three = 3\n" + line));

        Assert.Equal("a.js:1=a.js:1 Stays, copy a.js:5", Labels());
    }

    [Fact]
    public void What_was_taken_out_is_resolved_and_what_was_put_in_is_new()
    {
        Commit(("a.js", "eval(first)\nconst one = 1\nconst two = 2\n"));
        Commit(("a.js", "const one = 1\nconst two = 2\neval(something.else.altogether)\n"));

        Assert.Equal("", Labels());
    }

    [Fact]
    public void Lines_replaced_by_more_lines_are_unclear()
    {
        Commit(("a.js", "const one = 1\neval(first)\nconst two = 2\n"));
        Commit(("a.js", "const one = 1\nprepare(something)\neval(first, something)\nconst two = 2\n"));

        Assert.Equal("unclear old a.js:2 UnequalHunk, unclear new a.js:3 UnequalHunk", Labels());
    }

    /// <summary>Myers keeps one pair of lines, patience the other.</summary>
    [Fact]
    public void Of_equal_blocks_that_changed_places_nobody_can_say_which_is_which()
    {
        const string block = "  if (ready) {\n  eval(x)\n  }\n";
        Commit(("a.js", "alpha()\n" + block + "beta()\n" + block));
        Commit(("a.js", "beta()\n" + block + "alpha()\n" + block));

        Assert.Contains("unclear new a.js:3 Disputed", Labels(), StringComparison.Ordinal);
    }

    private void Commit(params (string Path, string Content)[] files)
    {
        foreach (var file in Directory.EnumerateFiles(workspace.Path, "*.js"))
            File.Delete(file);
        foreach (var (path, content) in files)
            workspace.Write(path, content);
        Git("add", "--all");
        Git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "--message", "change");
        commits.Add(Git("rev-parse", "HEAD").Trim());
    }

    private string Labels()
    {
        var git = new Git(Path.Combine(workspace.Path, ".git"));
        var (old, @new) = (Report(git, commits[0]), Report(git, commits[^1]));
        var labels = new Labeller(new(git, commits[0], commits[^1]), old, @new, git.Tree(commits[0])).Run();
        return string.Join(", ",
            labels.Same.OrderBy(same => same.Old).Select(same => $"{Place(old[same.Old])}={Place(@new[same.New])} {same.How}")
                .Concat(labels.Copies.Select(copy => $"copy {Place(@new[copy])}"))
                .Concat(labels.UnclearOld.Select(unclear => $"unclear old {Place(old[unclear.Key])} {unclear.Value}"))
                .Concat(labels.UnclearNew.Select(unclear => $"unclear new {Place(@new[unclear.Key])} {unclear.Value}")));
    }

    private static string Place(Found found) => $"{found.Path}:{found.Raw.Line}";

    private List<Found> Report(Git git, string commit)
    {
        var report = new List<Found>();
        foreach (var (path, blob) in git.Tree(commit))
        {
            var file = new SourceFile(blob, workspace.Write($"content/{blob}", git.Run("cat-file", "blob", blob)));
            foreach (var (at, line) in file.Lines.Index().Where(line => line.Item.Contains("eval", StringComparison.Ordinal)))
                report.Add(new(new(Finding.InCode("eslint-security", "eval", Severity.High, "said", new(path, true), line) with { StartLine = at + 1 }, 1, 1), path, file));
        }
        Directory.Delete(Path.Combine(workspace.Path, "content"), recursive: true);
        return report;
    }

    private string Git(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = workspace.Path, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
