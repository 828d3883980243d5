using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Notifications.Deliveries;
using SecureObs.Api.Features.Notifications.Messages;
using SecureObs.Api.Features.Notifications.Personal;
using SecureObs.Api.Features.Notifications.Reminding;
using SecureObs.Api.Features.Notifications.Sending;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Notifications;

/// <summary>Tells people and programs outside what happens: webhooks, Slack, Teams, e-mail, and a digest for whoever asks for it.</summary>
internal static class NotificationsFeature
{
    public static IServiceCollection AddNotifications(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(NotificationSettings.Read(configuration)).AddSingleton(MailSettings.Read(configuration));
        services.AddSingleton<ChannelKeys>().AddSingleton<DashboardLinks>().AddSingleton<MessageBuilder>().AddSingleton<Mailer>().AddSingleton<Sender>();
        services.AddSingleton<NotificationMetrics>().AddSingleton<Deliverer>().AddSingleton<DeliveryRound>().AddSingleton<ReminderRound>();
        if (!OpenApiDocumentFile.IsBeingWritten)
            services.AddHostedService<DeliveryJob>().AddHostedService<ReminderJob>();
        return services;
    }

    public static void MapNotifications(this IEndpointRouteBuilder app)
    {
        var channels = app.MapGroup("/api/tenants/{tenantId}/notifications/channels").WithTags("Notifications").RequireAuthorization(Rules.Admin);
        channels.MapListChannels();
        channels.MapCreateChannel();
        channels.MapChangeChannel();
        channels.MapRemoveChannel();
        channels.MapRotateKey();
        channels.MapTestChannel();
        channels.MapListDeliveries();
        channels.MapReplayDelivery();

        var mine = app.MapGroup("/api/tenants/{tenantId}/me/notifications").WithTags("Notifications").RequireAuthorization(Rules.Member);
        mine.MapGetMyNotifications();
        mine.MapSetMyNotifications();
    }
}
