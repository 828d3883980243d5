using System.Text;
using SecureObs.Cli.Importing;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Importing;

public sealed class ImportPartsTests
{
    // The first three are examples of the specification's own user guide; the last has a changed scope.
    [Theory]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8)]
    [InlineData("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1)]
    [InlineData("CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:L/I:N/A:N", 2.5)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", 9.9)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0.0)]
    public void A_vector_has_its_score(string vector, double score) => Assert.Equal(score, Cvss3.BaseScore(vector));

    [Theory]
    [InlineData(null), InlineData("CVSS:4.0/AV:N"), InlineData("CVSS:3.1/AV:N"), InlineData("CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"), InlineData("9.8")]
    public void No_whole_vector_has_none(string? vector) => Assert.Null(Cvss3.BaseScore(vector));

    [Theory]
    [InlineData("npm", "@scope/pkg", "1.0", "pkg:npm/%40scope/pkg@1.0")]
    [InlineData("Maven", "org.apache:log4j", "2", "pkg:maven/org.apache/log4j@2")]
    [InlineData("PyPI", "Foo_Bar", null, "pkg:pypi/foo-bar")]
    [InlineData("Debian:12", "libc6", "1:2.3-4", "pkg:deb/debian/libc6@1%3A2.3-4")]
    [InlineData("what", "a b", "1", "pkg:generic/a%20b@1")]
    public void A_package_has_its_URL(string ecosystem, string name, string? version, string expected) => Assert.Equal(expected, PackageUrls.Of(ecosystem, name, version));

    [Theory]
    [InlineData("Semgrep OSS", "semgrep")]
    [InlineData("CodeQL", "codeql")]
    [InlineData("SnykCode", "snyk")]
    [InlineData("Snyk Container (alpine)", "snyk")]
    [InlineData("ESLint", "eslint-security")]
    [InlineData("Microsoft.CodeAnalysis", "microsoft.codeanalysis")]
    [InlineData("A  Tool / of (ours)", "a-tool-of-ours")]
    [InlineData("工具", "unknown")]
    [InlineData(null, "unknown")]
    public void A_tool_has_its_key(string? name, string key) => Assert.Equal(key, ToolKeys.Of(name));

    [Theory]
    [InlineData("src/a.py", "src/a.py")]
    [InlineData("./src/a.py", "src/a.py")]
    [InlineData("/builds/shop/src/a.py", "src/a.py")]
    [InlineData("file:///builds/shop/src/a%20b.py", "src/a b.py")]
    [InlineData("/usr/lib/libc.so", "/usr/lib/libc.so")]
    [InlineData("..\\x\\y.cs", "../x/y.cs")]
    [InlineData("C:\\agent\\x.cs", "C:/agent/x.cs")]
    [InlineData("file:///C:/agent/x.cs", "C:/agent/x.cs")]
    public void A_path_of_another_machine_stays_readable(string path, string expected)
    {
        using var workspace = new Workspace();
        Assert.Equal(expected, new ReportPaths(workspace.Path, "/builds/shop").Locate(path)!.Path);
    }

    [Fact]
    public void No_file_outside_of_the_workspace_is_read_for_a_report()
    {
        using var workspace = new Workspace();
        var outside = Path.GetTempFileName();
        try
        {
            File.WriteAllText(outside, "canary\n");
            File.CreateSymbolicLink(Path.Combine(workspace.Path, "link"), outside);
            var files = new ReportPaths(workspace.Path);

            foreach (var path in new[] { outside, "link", "../" + Path.GetFileName(outside), new Uri(outside).AbsoluteUri })
                Assert.Null(files.Lines(files.Locate(path), 1, 1));
        }
        finally
        {
            File.Delete(outside);
        }
    }

    [Fact]
    public void Values_are_found_however_the_bytes_arrive()
    {
        var json = """ {"a":[{"x":"é","y":[1,{"z":2}]},3,null,{"b":{"c":[]}}],"skip":{"deep":[[[{"a":[9]}]]]},"a2":{"b":"end"}} {"a":[4]}""";
        foreach (var size in new[] { 1, 2, 3, 7, 1000 })
        {
            using var walk = new JsonWalk(new Drops(Encoding.UTF8.GetBytes(json), size), new JsonPaths("a[]", "a2.b"));
            var found = new List<string>();
            while (walk.Next())
                found.Add($"{walk.Place}={walk.Value.GetRawText()}");
            Assert.Equal(["a[0]={\"x\":\"é\",\"y\":[1,{\"z\":2}]}", "a[1]=3", "a[2]=null", "a[3]={\"b\":{\"c\":[]}}", "a2.b=\"end\"", "#2.a[0]=4"], found);
        }
    }

    private sealed class Drops(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(size, count));
    }
}
