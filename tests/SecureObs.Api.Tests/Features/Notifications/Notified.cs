using System.Net;
using System.Net.Http.Json;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Notifications.Deliveries;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Notifications;

/// <summary>Channels as an admin makes them.</summary>
internal static class Notified
{
    public const string Path = "/services/T000/B000/pathIsSecret";

    public static readonly string Hook = $"https://hooks.example{Path}";

    public static readonly NotificationKind[] All = Enum.GetValues<NotificationKind>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static string Channels(this TestTenant tenant, string below = "") => tenant.Route($"notifications/channels{below}");

    public static async Task<CreatedChannel> NewChannelAsync(
        this TestTenant tenant, ChannelKind kind = ChannelKind.Webhook, string? address = null, Guid? project = null, params NotificationKind[] events)
    {
        var request = new CreateChannelRequest($"channel {Guid.NewGuid():N}", kind, address ?? (kind is ChannelKind.Email ? "team@contoso.example" : Hook), events is [] ? All : events, project);
        var response = await tenant.Admin.PostAsJsonAsync(tenant.Channels(), request, Ct);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<CreatedChannel>(Ct))!;
    }

    public static async Task<ChannelItem> ChannelAsync(this TestTenant tenant, Guid id) =>
        (await tenant.Admin.GetFromJsonAsync<ChannelList>(tenant.Channels(), Ct))!.Items.Single(channel => channel.Id == id);

    public static async Task<IReadOnlyList<DeliveryItem>> DeliveriesAsync(this TestTenant tenant, Guid channel) =>
        (await tenant.Admin.GetFromJsonAsync<Page<DeliveryItem>>(tenant.Channels($"/{channel}/deliveries"), Ct))!.Items;
}
