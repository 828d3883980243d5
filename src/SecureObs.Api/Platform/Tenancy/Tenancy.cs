using Dapper;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Platform.Tenancy;

internal static class Tenancy
{
    public static IServiceCollection AddTenancy(this IServiceCollection services)
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => DataSource(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<TenantTransactions>();
        services.AddScoped<TenantDb>();
        services.AddSingleton<IsolationWatch>();
        if (!OpenApiDocumentFile.IsBeingWritten)
            services.AddHostedService<StartupGuard>().AddHostedService(provider => provider.GetRequiredService<IsolationWatch>());
        return services;
    }

    private static NpgsqlDataSource DataSource(IConfiguration configuration)
    {
        var text = configuration.GetConnectionString("SecureObs")
            ?? throw new InvalidOperationException("ConnectionStrings:SecureObs is not set: give the runtime role's connection string.");
        var settings = new NpgsqlConnectionStringBuilder(text)
        {
            IncludeErrorDetail = false,   // details hold row values
            ApplicationName = "secureobs-api",
        };
        // Its name stands in metrics, where Npgsql would else put the connection string.
        return new NpgsqlDataSourceBuilder(settings.ConnectionString) { Name = "secureobs" }.Build();
    }
}
