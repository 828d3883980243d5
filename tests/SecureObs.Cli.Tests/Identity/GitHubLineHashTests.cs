using SecureObs.Bench.Identity.Labelling;

namespace SecureObs.Cli.Tests.Identity;

/// <summary>Expected values are those of src/fingerprints.test.ts of github/codeql-action (MIT).</summary>
public sealed class GitHubLineHashTests
{
    [Theory]
    [InlineData("", "c129715d7a2bc9a3:1")]
    [InlineData(" a\nb\n  \t\tc\n d", "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1")]
    [InlineData(" hello; \t\r\nworld!!!\r\n\n\r  \t\tGreetings\r\n End\r\n",
        "e9496ae3ebfced30:1 fb7c023a8b9ccb3f:1 ce8ba1a563dcdaca:1 e20e36e16fcb0cc8:1 b3edc88f2938467e:1 c8e28b0b4002a3a0:1 c129715d7a2bc9a3:1")]
    public void It_is_what_a_sarif_upload_has(string text, string hashes) =>
        Assert.Equal(hashes.Split(' '), GitHubLineHash.Of(text));

    [Fact]
    public void Equal_lines_are_counted() =>
        Assert.Equal(
            ["a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3"],
            GitHubLineHash.Of(string.Concat(Enumerable.Repeat("Lorem ipsum dolor sit amet.\n", 10))).Take(3));
}
