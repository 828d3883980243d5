using SecureObs.Cli.Drivers;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.Drivers;

public sealed class ScannedFilesTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("src/a.js", "src/a.js")]
    [InlineData("./src/../src/a.js", "src/a.js")]
    [InlineData("/workspace/src/a.js", "src/a.js")]
    public void A_path_is_relative_to_the_workspace(string path, string expected) =>
        Assert.Equal(new ScannedFile(expected, true), new ScannedFiles("/workspace").Locate(path));

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../etc/passwd")]
    [InlineData("/workspace2/passwd")]
    public void Of_a_path_outside_only_the_name_stays(string path) =>
        Assert.Equal(new ScannedFile("passwd", false), new ScannedFiles("/workspace").Locate(path));

    [Fact]
    public void What_a_link_shows_of_a_file_outside_does_not_leave_the_machine()
    {
        File.CreateSymbolicLink(Path.Combine(workspace.Path, "innocent.js"), "/etc/hostname");
        var file = new ScannedFiles(workspace.Path).Locate("innocent.js");

        Assert.Equal(new ScannedFile("innocent.js", false), file);
        Assert.Null(Finding.InCode("devskim", "R", Severity.High, "d", file, "the host's name").Snippet);
    }

    [Fact]
    public void Links_that_lead_into_themselves_end()
    {
        var link = Path.Combine(workspace.Path, "loop");
        Directory.CreateSymbolicLink(link, Path.Combine(link, "deeper"));

        Assert.NotNull(new ScannedFiles(workspace.Path).Locate("loop/a.js"));
    }

    [Theory]
    [InlineData(2, 3, "two\nthree")]
    [InlineData(3, null, "three")]
    [InlineData(3, 900, "three")]
    [InlineData(4, 4, null)]
    [InlineData(0, 1, null)]
    [InlineData(null, null, null)]
    public void The_lines_of_a_finding_are_read_from_its_file(int? start, int? end, string? expected)
    {
        File.WriteAllText(Path.Combine(workspace.Path, "a.txt"), "one\ntwo\nthree\n");
        var files = new ScannedFiles(workspace.Path);

        Assert.Equal(expected, files.Lines(files.Locate("a.txt"), start, end));
        Assert.Null(files.Lines(files.Locate("missing.txt"), start, end));
        Assert.Null(files.Lines(files.Locate("/etc/hostname"), start, end));
    }

    [Fact]
    public void A_snippet_has_at_most_20_lines() => Assert.Equal(20, Finding
        .InCode("devskim", "R", Severity.High, "d", null, string.Join('\n', Enumerable.Range(0, 50))).Snippet!.Split('\n').Length);
}
