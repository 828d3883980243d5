using Microsoft.Extensions.DependencyInjection.Extensions;
using SecureObs.Api.Platform.Auditing.Checkpoints;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Outgoing;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Platform.Auditing;

/// <summary>Writing entries, sealing them, and telling the outside about it.</summary>
internal static class Auditing
{
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddAudit(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddScoped<AuditTrail>().AddScoped<ReadTrail>().AddSingleton<AuditMetrics>();
        services.AddSingleton(ReadOptions.Read(configuration, environment)).AddSingleton<ReadQueue>().AddSingleton<ReadSpool>();
        services.AddSingleton<SealingDoors>().AddSingleton<Sealer>().AddSingleton<SealingRound>();
        services.AddSingleton(CheckpointOptions.Read(configuration));
        services.TryAddSingleton(PublicConnections.OfThisMachine);
        services.AddSingleton(provider => new PublicPost(provider.GetRequiredService<PublicConnections>()));
        services.AddSingleton<ICheckpointSink, DirectorySink>();
        services.AddSingleton<ICheckpointSink>(provider => new ObjectStoreSink(
            provider.GetRequiredService<CheckpointOptions>(),
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = StorePatience }));
        services.AddSingleton<ICheckpointSink, WebhookSink>();

        // They stop in the opposite order: what was read is written, then sealed, then told.
        services.AddSingleton<AuditLeader>().AddSingleton<CheckpointSender>().AddSingleton<ReadWriter>();
        if (!OpenApiDocumentFile.IsBeingWritten)
            services.AddHostedService(provider => provider.GetRequiredService<AuditLeader>())
                .AddHostedService(provider => provider.GetRequiredService<CheckpointSender>())
                .AddHostedService(provider => provider.GetRequiredService<ReadWriter>());
        return services;
    }
}
