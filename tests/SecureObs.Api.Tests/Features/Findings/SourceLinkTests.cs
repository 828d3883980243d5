using SecureObs.Api.Domain;

namespace SecureObs.Api.Tests.Features.Findings;

public sealed class SourceLinkTests
{
    [Theory]
    [InlineData("src/a b.cs", "src/a%20b.cs")]
    [InlineData("/src/a.cs", "src/a.cs")]
    [InlineData("../../settings/./a.cs", "settings/a.cs")]
    [InlineData("a.cs?tab=x#L1", "a.cs%3Ftab%3Dx%23L1")]
    [InlineData("{line}/\\evil", "%7Bline%7D/%5Cevil")]
    public void What_a_scanner_calls_a_path_is_filled_in_as_one(string path, string expected) =>
        Assert.Equal($"https://host.example/c%3F1/{expected}#L3-L4", SourceLink.Make("https://host.example/{commit}/{path}#L{line}-L{endLine}", "c?1", path, 3, 4));

    [Fact]
    public void Without_a_pattern_or_a_path_there_is_none()
    {
        Assert.Null(SourceLink.Make(null, "c", "a.cs", 1, 1));
        Assert.Null(SourceLink.Make("https://host.example/{path}", "c", "", 1, 1));
    }
}
