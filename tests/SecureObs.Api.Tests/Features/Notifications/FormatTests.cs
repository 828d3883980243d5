using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MimeKit;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Notifications.Messages;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Notifications;

/// <summary>Names of projects, branches and rules are hostile: in a message they are text and nothing else.</summary>
public sealed class FormatTests(TestApi api)
{
    private const string Hostile = "<!channel> <@U123> <https://evil.example|click> @here [x](https://evil.example) *b* `c` <at>all</at> <img src=x onerror=alert(1)> \r\nBcc: all@evil.example \u202Egnp.exe www.evil.example";

    private static readonly Message Sample = new(
        1, Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, new(Guid.Empty, Plain("Org " + Hostile)), false, new Dictionary<string, long> { ["gate-failed"] = 1 },
        [new(["gate-failed"], "gate failed, 1 rule blocks", new(Guid.Empty, Plain(Hostile)), new(Guid.Empty, "1", Plain(Hostile), null), DateTimeOffset.UnixEpoch, 3, [new(Plain(Hostile), Severity.Critical, null)], "https://secureobs.example/tenants/1")],
        7, "https://secureobs.example");

    [Fact]
    public void Slack_gets_plain_text_and_our_links_alone()
    {
        var card = JsonNode.Parse(SlackFormat.Of(Sample))!;
        var texts = Objects(card).Where(each => each["type"]?.GetValueKind() is JsonValueKind.String && each["text"]?.GetValueKind() is JsonValueKind.String).ToList();

        Assert.All(texts.Where(each => each["type"]!.GetValue<string>() is "mrkdwn"), each => Assert.StartsWith("<https://secureobs.example", each["text"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.Equal(2, texts.Count(each => each["type"]!.GetValue<string>() is "mrkdwn"));
        var plain = string.Join('\n', texts.Where(each => each["type"]!.GetValue<string>() is "plain_text").Select(each => each["text"]!.GetValue<string>()).Append(card["text"]!.GetValue<string>()));
        Assert.Contains("click", plain, StringComparison.Ordinal);
        Assert.DoesNotContain('<', plain);
        Assert.DoesNotContain("@", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("://", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Teams_gets_text_runs_which_know_no_Markdown()
    {
        var card = JsonNode.Parse(TeamsFormat.Of(Sample))!;
        var texts = Objects(card).Where(each => each["text"] is not null).ToList();

        Assert.True(texts.Count > 3);
        Assert.All(texts, each => Assert.Equal("TextRun", each["type"]!.GetValue<string>()));
        Assert.All(texts, each => Assert.DoesNotContain("://", each["text"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.DoesNotContain("msteams", card.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(["https://secureobs.example/tenants/1"], Objects(card).Where(each => each["url"] is not null).Select(each => each["url"]!.GetValue<string>()));
    }

    [Fact]
    public void A_mail_has_the_headers_that_we_gave_it_and_no_markup_of_others()
    {
        using var stream = new MemoryStream();
        MailFormat.Of(Sample with { More = 0 }, "secureobs@contoso.example", ["a@contoso.example"]).WriteTo(stream, TestContext.Current.CancellationToken);
        stream.Position = 0;
        var mail = MimeMessage.Load(stream, TestContext.Current.CancellationToken);

        Assert.Equal(["a@contoso.example"], mail.GetRecipients().Select(to => to.Address));
        Assert.Equal("auto-submitted, date, from, message-id, mime-version, subject, to, x-secureobs-delivery",
            string.Join(", ", mail.Headers.Select(header => header.Field.ToLowerInvariant()).Order(StringComparer.Ordinal)));
        Assert.Equal($"{Sample.Id}@contoso.example", mail.MessageId);
        var html = mail.HtmlBody!;
        Assert.Contains(WebUtility.HtmlEncode("<img src=x"), html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example|", html.Replace("[:]//evil.example|", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("://evil", html + mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("href=\"https://secureobs.example").Length - 1);
        Assert.Equal(2, html.Split("href=").Length - 1);
    }

    [Fact]
    public void A_name_is_one_line_without_marks_that_turn_it_and_without_secrets()
    {
        var words = Plain(Hostile);
        Assert.DoesNotContain(words, character => char.IsControl(character) || character is '\u202E' or '\u2028');
        Assert.Equal(150, Plain(new string('x', 1_000)).Length);
        Assert.DoesNotContain("ghp_0123456789abcdefghij0123456789abcdef", Plain("branch ghp_0123456789abcdefghij0123456789abcdef"), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22hunter", Plain("https://user:hunter22hunter@git.example"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_of_any_size_fits_into_a_chat()
    {
        var slack = JsonNode.Parse(SlackFormat.Of(Repeated("&")))!;

        Assert.InRange(slack["blocks"]!.AsArray().Count, 1, 50);
        Assert.All(Objects(slack).Where(each => each["text"]?.GetValueKind() is JsonValueKind.String), each =>
        {
            var text = each["text"]!.GetValue<string>();
            Assert.InRange(text.Length, 1, 3_000);
            Assert.DoesNotMatch("&(?!amp;|lt;|gt;)", text);
        });
        foreach (var sign in new[] { "&", "\"", "漢", "x" })
            Assert.InRange(Encoding.UTF8.GetByteCount(TeamsFormat.Of(Repeated(sign))), 10_000, 28_000);
        Assert.Matches("and [0-9]{2} more", TeamsFormat.Of(Repeated("x")));
    }

    private static Message Repeated(string sign) => Sample with
    {
        Groups = [.. Enumerable.Repeat(Sample.Groups[0] with { Lines = [.. Enumerable.Repeat(new MessageLine(string.Concat(Enumerable.Repeat(sign, 150)), Severity.High, null), 5)] }, 20)],
    };

    /// <summary>From the outbox to the wire.</summary>
    [Theory]
    [InlineData(ChannelKind.Slack, "blocks")]
    [InlineData(ChannelKind.Teams, "attachments")]
    public async Task A_chat_gets_its_own_form_and_no_signature(ChannelKind kind, string member)
    {
        await using var telling = await Telling.StartAsync(api);
        await telling.Tenant.NewChannelAsync(kind);
        await telling.HappensAsync("a", text: Hostile);

        Assert.Equal(1, await telling.RoundAsync());

        var got = Assert.Single(telling.Hooks.Got);
        Assert.NotNull(JsonNode.Parse(got.Body)![member]);
        Assert.DoesNotContain("webhook-signature", got.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Notifications:DashboardUrl", "http://secureobs.example")]
    [InlineData("Notifications:DashboardUrl", "https://secureobs.example/?a=b")]
    [InlineData("Notifications:DashboardUrl", "https://secureobs.example/|x>")]
    [InlineData("Notifications:SilentAfterDays", "0")]
    [InlineData("Notifications:Other", "x")]
    [InlineData("Mail:Security", "none")]
    [InlineData("Mail:Security", "ssl")]
    [InlineData("Mail:From", "nobody")]
    [InlineData("Mail:Port", "99999")]
    [InlineData("Mail:User", "somebody")]
    [InlineData("Mail:Other", "x")]
    public void A_setting_that_makes_no_sense_stops_the_start(string name, string value)
    {
        var settings = new Dictionary<string, string?> { ["Mail:Host"] = "mail.example", ["Mail:Security"] = "starttls" };
        settings[name] = value;

        var refused = Assert.ThrowsAny<InvalidOperationException>(() => api.Build(api.Database.AsApi(api.DatabaseName), settings: settings));

        Assert.Contains(name.Split(':')[0], refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("Refusing to start", refused.Message, StringComparison.Ordinal);
    }

    private static string Plain(string text) => PlainWords.Of(text);

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject each => [each, .. each.SelectMany(member => Objects(member.Value))],
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };
}
