using System.Diagnostics;
using CsCheck;
using SecureObs.Cli.PullRequests;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.PullRequests;

public sealed class ChangedLinesTests
{
    [Theory]
    [InlineData(null, ""), InlineData("", ""), InlineData("nonsense\n+x", "")]
    [InlineData("@@ -1,2 +1,3 @@\n a\n+b\n c", "2")]
    [InlineData("@@ -0,0 +1 @@\n+only\n\\ No newline at end of file", "1")]
    [InlineData("@@ -1,3 +1 @@ class A\n-x\n-y\n a", "")]
    [InlineData("@@ -1 +1 @@\n-a\n+@@ -9 +90 @@\n@@ -20,2 +20,3 @@\n a\n+b\n b", "1,21")]
    [InlineData("--- a/x\n+++ b/x\n@@ -4,2 +4,3 @@\n\n+--- b\n c", "5")]
    [InlineData("@@ -1 +99999999999 @@\n+a", ""), InlineData("@@ -1 +1\n+a", ""), InlineData("@@ -a,b +c,d @@\n+a", "")]
    public void Lines_that_a_patch_adds(string? patch, string lines) =>
        Assert.Equal(lines, string.Join(',', ChangedLines.Of(patch).Order()));

    /// <summary>git itself says which lines are new, by a mark in front of each.</summary>
    [Fact]
    public void They_are_those_that_git_says() =>
        Gen.Select(Lines("a", "b", "@@ -1 +1 @@", "+x", "-y", "", "\\ z"), Lines("a", "b", "n", "@@ -3 +3 @@", "+x", ""), Gen.Int[0, 3])
            .Sample((old, fresh, context) =>
            {
                using var workspace = new Workspace();
                workspace.Write("old", string.Concat(old.Select(line => line + "\n")));
                workspace.Write("new", string.Concat(fresh.Select(line => line + "\n")));
                var patch = Git(workspace.Path, $"-U{context}");
                var marked = Git(workspace.Path, "-U1000", "--output-indicator-new=N", "--output-indicator-old=O", "--output-indicator-context=C");
                var expected = marked.Split('\n').SkipWhile(line => !line.StartsWith("@@", StringComparison.Ordinal)).Skip(1)
                    .Where(line => line.Length > 0 && line[0] is 'N' or 'C')
                    .Select((line, index) => (line, number: index + 1)).Where(row => row.line[0] == 'N').Select(row => row.number);
                return ChangedLines.Of(patch).Order().SequenceEqual(expected);
            }, iter: 60, threads: 1);

    private static Gen<string[]> Lines(params string[] lines) => Gen.Int[0, lines.Length - 1].Select(at => lines[at]).Array[0, 30];

    private static string Git(string directory, params string[] options)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["diff", "--no-index", "--no-color", .. options, "old", "new"]) { WorkingDirectory = directory, RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return output;
    }
}
