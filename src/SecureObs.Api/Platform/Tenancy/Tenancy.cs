using Dapper;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Jobs;
using SecureObs.Api.Platform.Transport;
using SecureObs.Api.Platform.Waking;

namespace SecureObs.Api.Platform.Tenancy;

internal static class Tenancy
{
    public static IServiceCollection AddTenancy(this IServiceCollection services)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => DataSource(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<KeptStatements>();
        services.AddSingleton<TenantTransactions>().AddSingleton<WakingDoor>();
        services.AddSingleton<JobMetrics>();
        services.AddSingleton(provider => JobSettings.Read(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<Standby>();
        services.AddHttpContextAccessor().AddScoped<TenantDb>();
        services.AddSingleton<IsolationWatch>();
        if (!OpenApiDocumentFile.IsBeingWritten)
            services.AddHostedService<StartupGuard>().AddHostedService(provider => provider.GetRequiredService<IsolationWatch>()).AddHostedService(provider => provider.GetRequiredService<Standby>());
        return services;
    }

    /// <summary>Its name stands in metrics, where Npgsql would else put the connection string.</summary>
    private static NpgsqlDataSource DataSource(IConfiguration configuration) =>
        new NpgsqlDataSourceBuilder(ConnectionSettings.Read(configuration)) { Name = "secureobs" }.Build();
}
