using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Api.Features.Notifications.Messages;

/// <summary>
/// An Adaptive Card for a webhook of Teams Workflows. Words of others stand in text runs alone, which know no Markdown; a card
/// mentions nobody, because it names no entities. https://adaptivecards.io/explorer/TextRun.html
/// </summary>
internal static class TeamsFormat
{
    /// <summary>A message to Teams has 28 KB.</summary>
    private const int MostBytes = 24_000;

    private const int LongestText = 400;

    /// <summary>As it is sent to nobody's page, what HTML would need is not escaped: it would take six times the room.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Message message)
    {
        var body = new JsonArray(Text(message.Headline, isHeading: true));
        if (message.Test)
            body.Add(Text("This channel works. Nothing happened."));
        var shown = 0;
        for (var room = MostBytes; shown < message.Groups.Count; shown++)
        {
            var group = message.Groups[shown];
            JsonObject[] texts = [Text(GroupWords.Heading(group), isStrong: true), .. GroupWords.Lines(group).Select(line => Text(line))];
            room -= texts.Sum(text => Encoding.UTF8.GetByteCount(text.ToJsonString(Json)) + 1);
            if (room < 0)
                break;
            foreach (var text in texts)
                body.Add(text);
        }
        if (message.More + message.Groups.Count - shown is var more and > 0)
            body.Add(Text($"and {more:N0} more"));
        var links = message.Groups is [{ Url: { } of }] ? of : message.Url;
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["body"] = body,
            ["actions"] = links is null ? new JsonArray() : new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Open SecureObs", ["url"] = links }),
        };
        return new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["contentUrl"] = null, ["content"] = card }),
        }.ToJsonString(Json);
    }

    private static JsonObject Text(string text, bool isHeading = false, bool isStrong = false)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = Platform.Database.StoredText.Cut(PlainWords.Quiet(text), LongestText) };
        if (isHeading)
            run["size"] = "large";
        if (isHeading || isStrong)
            run["weight"] = "bolder";
        return new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(run) };
    }
}
