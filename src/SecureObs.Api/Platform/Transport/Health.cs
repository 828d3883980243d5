using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using SecureObs.Api.Platform.Database;

namespace SecureObs.Api.Platform.Transport;

/// <summary>Live: the process answers. Ready: it reaches its database. Isolation: tenants are kept apart, for operators.</summary>
internal static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
        return services;
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous().AlsoForManagement();
        app.MapHealthChecks("/health/ready").AllowAnonymous().AlsoForManagement();
        app.MapGet("/health/isolation", (IsolationWatch watch) =>
            TypedResults.Json(watch.Latest, statusCode: watch.Latest.Status == "held" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable))
            .ManagementOnly().ExcludeFromDescription();
    }

    private sealed class DatabaseCheck(NpgsqlDataSource database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = database.CreateCommand("select 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException exception)
            {
                return HealthCheckResult.Unhealthy(exception.GetType().Name);
            }
        }
    }
}
