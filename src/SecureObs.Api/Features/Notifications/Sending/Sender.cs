using System.Text;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Notifications.Messages;
using SecureObs.Api.Platform.Outgoing;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Notifications.Sending;

/// <summary>Sends one message to one channel, once, in the form that it takes.</summary>
internal sealed class Sender(ChannelKeys keys, PublicPost post, Mailer mailer, TimeProvider clock)
{
    /// <param name="recipient">Of a digest: the address of its person.</param>
    public async Task<Outcome> SendAsync(Guid tenant, DueChannel channel, string body, string? recipient, CancellationToken ct)
    {
        try
        {
            return ChannelKinds.IsMail(channel.Kind) ? await MailAsync(channel, body, recipient, ct) : await PostAsync(tenant, channel, body, ct);
        }
        catch (DestinationException exception)
        {
            return new(null, exception.Message);
        }
    }

    private async Task<Outcome> PostAsync(Guid tenant, DueChannel channel, string body, CancellationToken ct)
    {
        if (keys.Open(tenant, channel.Id, channel.Sealed) is not { } address)
            return new(null, "its address cannot be read here: make the channel again");
        var message = Message.Parse(body);
        var sent = (ChannelKind)channel.Kind switch
        {
            ChannelKind.Slack => SlackFormat.Of(message),
            ChannelKind.Teams => TeamsFormat.Of(message),
            _ => body,
        };
        var headers = (ChannelKind)channel.Kind is ChannelKind.Webhook
            ? WebhookSignature.Headers(message.Id, clock.GetUtcNow(), body, Signing(tenant, channel))
            : [];
        using var content = new StringContent(sent, Encoding.UTF8, "application/json");
        var status = await post.SendAsync(address.Reveal(), content, headers, ct);
        return new(status, status is >= 200 and < 300 ? null : $"it answered {status}");
    }

    private IEnumerable<SecretBytes> Signing(Guid tenant, DueChannel channel)
    {
        yield return keys.SigningKey(tenant, channel.Id, channel.Generation);
        if (channel.Generation > 1 && channel.RotatedAt + ChannelKeys.Overlap > clock.GetUtcNow().UtcDateTime)
            yield return keys.SigningKey(tenant, channel.Id, channel.Generation - 1);
    }

    private async Task<Outcome> MailAsync(DueChannel channel, string body, string? recipient, CancellationToken ct)
    {
        string[] to = channel.Kind is ChannelKinds.Digest
            ? recipient is null ? [] : [recipient]
            : channel.Place.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (to.Length == 0)
            return new(null, "there is no address to write to");
        await mailer.SendAsync(Message.Parse(body), to, ct);
        return new(null, null);
    }
}
