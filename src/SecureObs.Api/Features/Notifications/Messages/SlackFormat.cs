using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Api.Features.Notifications.Messages;

/// <summary>
/// Block Kit for an incoming webhook. Words of others stand in <c>plain_text</c> alone, where Slack makes no mention and no link;
/// the only links are ours, to the dashboard. https://docs.slack.dev/messaging/formatting-message-text
/// </summary>
internal static class SlackFormat
{
    private const int MostGroups = 12;
    private const int LongestText = 2900;

    public static string Of(Message message)
    {
        var blocks = new JsonArray(Plain("header", message.Headline, 140));
        if (message.Test)
            blocks.Add(Plain("section", "This channel works. Nothing happened.", LongestText));
        foreach (var group in message.Groups.Take(MostGroups))
            Add(blocks, group);
        if (message.More + message.Groups.Skip(MostGroups).Count() is var more and > 0)
            blocks.Add(Plain("section", $"and {more:N0} more", LongestText));
        if (message.Url is { } url)
            blocks.Add(Link(url, "Open SecureObs"));
        return new JsonObject
        {
            ["text"] = Escape(message.Headline),
            ["blocks"] = blocks,
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
        }.ToJsonString(JsonSerializerOptions.Web);
    }

    private static void Add(JsonArray blocks, MessageGroup group)
    {
        IEnumerable<string> lines = [GroupWords.Heading(group), .. GroupWords.Lines(group)];
        blocks.Add(Plain("section", string.Join('\n', lines), LongestText));
        if (group.Url is { } url)
            blocks.Add(Link(url, "Open"));
    }

    private static JsonObject Plain(string type, string text, int longest) => new()
    {
        ["type"] = type,
        ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = Cut(Escape(text), longest), ["emoji"] = false },
    };

    private static JsonObject Link(string url, string words) => new()
    {
        ["type"] = "context",
        ["elements"] = new JsonArray(new JsonObject { ["type"] = "mrkdwn", ["text"] = $"<{Entities(url)}|{words}>", ["verbatim"] = true }),
    };

    private static string Escape(string text) => Entities(PlainWords.Quiet(text));

    /// <summary>The three characters that Slack reads as more than themselves.</summary>
    private static string Entities(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Never within an entity, which ends with a semicolon at most five characters later.</summary>
    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = longest - 2;
        if (text.LastIndexOf('&', end) is var entity and >= 0 && end - entity < 5)
            end = entity;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + " …";
    }
}
