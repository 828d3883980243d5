using CsCheck;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using SecureObs.Cli.Outputs;
using SecureObs.Cli.PullRequests;
using SecureObs.Cli.Tests.Gate;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.PullRequests;

/// <summary>What we write is read again by a parser that is not ours, with the extensions of the platforms.</summary>
public sealed class MarkdownTests
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().UseAutoLinks(new AutoLinkOptions()).Build();

    public static TheoryData<string> Hostile =>
    [
        "`code` and ``more`` ```", "`", "a|b|c\n|---|\n", "<img src=x onerror=alert(1)>", "--> <script>", "<!-- secureobs-scanner -->",
        "@octocat @org/team", "[click](http://evil.invalid)", "http://evil.invalid www.evil.invalid a@evil.invalid", "![x](http://evil.invalid/x.png)",
        "one\n\n# two\n/close\n> q\n- [ ] t", "\r\n/approve", "#1 !2 GH-3 acme/shop#4 &copy; \\` \\\\`", "a\u202Egnp.exe", "\u200B@\u200Bo", "```\ncode\n```\n@x", " `` ` `` ", "$x$ *b* _i_ ~~s~~ :tada: ==m==",
    ];

    [Theory, MemberData(nameof(Hostile))]
    public void Text_of_others_stays_text(string text)
    {
        var parsed = Markdig.Markdown.Parse($"a {Cli.PullRequests.Markdown.Code(text)} z", Pipeline);

        var paragraph = Assert.IsType<ParagraphBlock>(Assert.Single(parsed));
        var parts = paragraph.Inline!.ToList();
        Assert.Equal(["a ", " z"], parts.OfType<LiteralInline>().Select(literal => literal.Content.ToString()));
        Assert.Single(parts.OfType<CodeInline>());
        Assert.Equal(3, parts.Count);
    }

    [Fact]
    public void Any_text_stays_text() => Gen.Char["`<>@[]()!|*_\\\n\r -#/:&.a\u202E"].Array[0, 40].Select(characters => new string(characters)).Sample(text =>
    {
        var code = Cli.PullRequests.Markdown.Code(text);
        var parts = Markdig.Markdown.Parse($"a {code} z", Pipeline).Descendants<Inline>().Where(part => part is not ContainerInline and not LiteralInline).ToList();
        return code.Length == 0 ? parts.Count == 0 : parts is [CodeInline span] && span.Content.Trim() == OneLine.Of(text.Replace("\u202E", "", StringComparison.Ordinal)).Trim();
    });

    [Theory, MemberData(nameof(Hostile))]
    public void A_whole_comment_has_no_markup_of_others(string text)
    {
        var finding = PrCommentRun.Finding(Severity.High, text, "a.js", 1, blocks: true, description: text) with { Scanner = text };
        var inline = InlineComments.Of([finding], new Dictionary<string, Predicate<int>> { ["a.js"] = _ => true });
        var answer = Verdicts.Answer(true) with { Reasons = [new(text, text, 1, [])], Scanners = [new(text, text, ScannerStatus.Failed, text, true)] };
        foreach (var body in (string[])[Assert.Single(inline).Body, $"{CommentText.Marker}\n{GateMarkdown.Of(answer, [finding with { FilePath = text }], [], page: null)}"])
        {
            var parsed = Markdig.Markdown.Parse(body, Pipeline);
            Assert.Equal(CommentText.Marker, Assert.Single(parsed.Descendants<HtmlBlock>()).Lines.ToString());
            Assert.Empty(parsed.Descendants<LinkInline>());
            Assert.Empty(parsed.Descendants<AutolinkInline>());
            Assert.Empty(parsed.Descendants<HtmlInline>());
            Assert.Empty(parsed.Descendants<FencedCodeBlock>());
            Assert.DoesNotContain(parsed.Descendants<LiteralInline>(), literal => literal.Content.ToString().Contains('@', StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_one_link_is_to_the_run()
    {
        const string Page = "https://secureobs.example/a(b)/tenants/t/projects/p/runs/r";

        var parsed = Markdig.Markdown.Parse(GateMarkdown.Of(Verdicts.Answer(true), [], [], Page), Pipeline);

        Assert.Equal(Page, Assert.Single(parsed.Descendants<LinkInline>()).Url);
    }
}
