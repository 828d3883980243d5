namespace SecureObs.Bench.Removals;

/// <summary>What keeps notifications from telling too much, too often, or the wrong ones.</summary>
internal static class NotificationRemovals
{
    private const string Notifications = "SecureObs.Api/Features/Notifications/";
    private const string Deliverer = Notifications + "Sending/Deliverer.cs";
    private const string Keys = Notifications + "Channels/ChannelKeys.cs";
    private const string Outbox = "SecureObs.Api/Domain/Notifications/NotificationOutbox.cs";

    public static Removal[] All { get; } =
    [
        new("a channel gets one message a minute, and from one process", Deliverer, "where c.tenant_id = {tx.TenantId} and c.id = {channel} and c.paused_at is null and {IsFree(now)}", "where c.tenant_id = {tx.TenantId} and c.id = {channel} and c.paused_at is null", "DeliveryTests"),
        new("what fails is tried again later", Deliverer, "next_at = {now + BackOff.After(delivery.Attempts)}", "next_at = {now}", "DeliveryTests"),
        new("new messages wait for the one that fails", Deliverer, "and channel_id = {channel} and state = {DeliveryState.Waiting} limit 1", "and channel_id = {channel} and state = 9 limit 1", "DeliveryTests"),
        new("a clock that ran ahead silences nobody", Deliverer, "(c.next_at <= {now} or c.next_at > {now + TooFarOff})", "(c.next_at <= {now})", "DeliveryTests"),
        new("the same event is told once", Outbox, "{happened.Key}, {happened.Kind}", "{happened.Key + id.ToString()}, {happened.Kind}", "OutboxTests ReminderTests"),
        new("a channel hears of its own project", Outbox, "and (c.project_id is null or c.project_id = {happened.Project}::uuid)", "", "OutboxTests"),
        new("an address opens for its own channel", Keys, "[.. tenant.ToByteArray(bigEndian: true), .. channel.ToByteArray(bigEndian: true)]", "[.. tenant.ToByteArray(bigEndian: true)]", "DeliveryTests"),
        new("another channel has another key", Keys, "notification-signature/v1/{channel}/{generation}", "notification-signature/v1/{generation}", "ChannelTests"),
        new("a key that was rotated ends after a day", Notifications + "Sending/Sender.cs", "channel.RotatedAt + ChannelKeys.Overlap > clock.GetUtcNow().UtcDateTime", "channel.RotatedAt is not null", "DeliveryTests"),
        new("the body is signed", Notifications + "Messages/WebhookSignature.cs", "{id}.{at}.{body}", "{id}.{at}.", "DeliveryTests"),
        new("a webhook is posted over https to public addresses", "SecureObs.Api/Platform/Outgoing/PublicPost.cs", "if (Rule(url) is { } broken)", "if (Rule(url) is { Length: 0 } broken)", "HostileReceiverTests"),
        new("mail goes where members are at home", Notifications + "Channels/CreateChannel.cs", "await ChannelAddress.StrangerAsync(tx, address, ct) is { } stranger", "await ChannelAddress.StrangerAsync(tx, address, ct) is { Length: 0 } stranger", "ChannelTests"),
        new("a recipient is one mailbox", Notifications + "Channels/ChannelAddress.cs", "!recipients.All(IsMail)", "recipients.Length > 20", "ChannelTests"),
        new("secrets in names are masked in messages", Notifications + "Messages/PlainWords.cs", "SecretMask.Text(StoredText.Of(text))", "StoredText.Of(text)", "NoSecretLeavesTests FormatTests"),
        new("names make no links in chats", Notifications + "Messages/PlainWords.cs", ".Replace(\"://\", \"[:]//\", StringComparison.Ordinal)", "", "FormatTests"),
        new("names mention nobody in Slack", Notifications + "Messages/SlackFormat.cs", ".Replace(\"<\", \"&lt;\", StringComparison.Ordinal)", "", "FormatTests"),
        new("names are no markup in mail", Notifications + "Messages/MailFormat.cs", "WebUtility.HtmlEncode(PlainWords.Quiet(text))", "PlainWords.Quiet(text)", "FormatTests"),
        new("mail is encrypted", Notifications + "Sending/Mailer.cs", "_ => SecureSocketOptions.StartTls,", "_ => SecureSocketOptions.StartTlsWhenAvailable,", "MailTests"),
        new("plain mail stays on this machine", Notifications + "Sending/MailSettings.cs", "security is MailSecurity.None && !IsLoopback(host)", "security is MailSecurity.None && host.Length == 0", "FormatTests"),
        new("an organisation that closes tells nothing", Deliverer, "where id = {tx.TenantId} and delete_after is null", "where id = {tx.TenantId}", "ChannelLifeTests"),
        new("a digest goes with its member", "SecureObs.Api/Features/Members/MemberDeparture.cs", "await ChannelRemoval.RunAsync(tx, member, ct);", "", "DigestSettingTests"),
        new("one test a minute", Notifications + "Channels/TestChannel.cs", "last + Apart > entry.At.UtcDateTime)", "last > entry.At.UtcDateTime)", "ChannelTests"),
        new("a digest is its member's alone", Notifications + "Deliveries/ListDeliveries.cs", "and id = {channelId} and kind < {ChannelKinds.Digest}", "and id = {channelId}", "DigestSettingTests"),
    ];
}
