using System.Net;
using System.Text;
using MimeKit;

namespace SecureObs.Api.Features.Notifications.Messages;

/// <summary>A mail in plain text, and the same as simple HTML: no picture, nothing that is loaded, links to the dashboard alone.</summary>
internal static class MailFormat
{
    public static MimeMessage Of(Message message, string from, IEnumerable<string> to)
    {
        var mail = new MimeMessage
        {
            Subject = PlainWords.Of(PlainWords.Quiet(message.Headline)),
            MessageId = $"{message.Id}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..]}",
            Date = message.CreatedAt,
            Body = new MultipartAlternative
            {
                new TextPart("plain") { Text = Text(message) },
                new TextPart("html") { Text = Html(message) },
            },
        };
        mail.From.Add(new MailboxAddress("SecureObs", from));
        mail.To.AddRange(to.Select(address => new MailboxAddress("", address)));
        // No answering machine answers, and none of ours is answered in a circle (RFC 3834).
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("X-SecureObs-Delivery", message.Id.ToString());
        return mail;
    }

    private static string Text(Message message)
    {
        var text = new StringBuilder();
        text.AppendLine(PlainWords.Quiet(message.Headline)).AppendLine(PlainWords.Quiet(message.Organisation.Name)).AppendLine();
        if (message.Test)
            text.AppendLine("This address gets mail. Nothing happened.").AppendLine();
        foreach (var group in message.Groups)
        {
            text.AppendLine(PlainWords.Quiet(GroupWords.Heading(group)));
            foreach (var line in GroupWords.Lines(group))
                text.AppendLine(PlainWords.Quiet(line));
            text.AppendLine(group.Url).AppendLine();
        }
        if (message.More > 0)
            text.AppendLine($"and {message.More:N0} more").AppendLine();
        return text.AppendLine(message.Url).ToString();
    }

    private static string Html(Message message)
    {
        var html = new StringBuilder("<!doctype html><html><body style=\"font-family:sans-serif\">");
        html.Append($"<h2>{Escape(message.Headline)}</h2><p>{Escape(message.Organisation.Name)}</p>");
        if (message.Test)
            html.Append("<p>This address gets mail. Nothing happened.</p>");
        foreach (var group in message.Groups)
        {
            html.Append($"<h3>{Escape(GroupWords.Heading(group))}</h3><p>");
            foreach (var line in GroupWords.Lines(group))
                html.Append($"{Escape(line)}<br>");
            html.Append($"{Link(group.Url, "Open")}</p>");
        }
        if (message.More > 0)
            html.Append($"<p>and {message.More:N0} more</p>");
        return html.Append($"<p>{Link(message.Url, "Open SecureObs")}</p></body></html>").ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(PlainWords.Quiet(text));

    private static string Link(string? url, string words) => url is null ? "" : $"<a href=\"{WebUtility.HtmlEncode(url)}\">{words}</a>";
}
