using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SecureObs.Api;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Local;

namespace SecureObs.Bench;

/// <summary>The real API with the settings of a trial.</summary>
internal static class TrialApi
{
    /// <param name="settings">More settings of the API.</param>
    /// <param name="replace">Changes its services after it has added its own, for trials that compare it with itself.</param>
    public static WebApplication Build(
        string connectionString, EntraStandIn entra, IReadOnlyDictionary<string, string>? settings, Action<IServiceCollection>? replace) =>
        ApiApp.Build(new() { EnvironmentName = "Trial", ContentRootPath = Path.Combine(Repository.Root, "src/SecureObs.Api") }, builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.AddFilter(level => level >= LogLevel.Warning);   // a line for each request would be timed, too
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:SecureObs"] = connectionString,
                ["Limits:ApiKey:Burst"] = "1000000",
                ["Limits:Person:Burst"] = "1000000",
                ["AllowedHosts"] = "127.0.0.1",
                ["Transport:AllowPlainHttp"] = "true",
            });
            builder.Configuration.AddInMemoryCollection((settings ?? new Dictionary<string, string>())
                .Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
            entra.Attach(builder);
            if (replace is not null)
                builder.Host.ConfigureContainer<IServiceCollection>((_, services) => replace(services));   // runs when the application is built
        });
}
