using Microsoft.Net.Http.Headers;
using SecureObs.Api.Platform.Transport;
using SecureObs.Audit;

namespace SecureObs.Api.Platform.Signing;

/// <summary>Finds the signing keys, and tells the public ones to everybody.</summary>
internal static class Signing
{
    public const string DirectorySetting = "Signing:KeyDirectory";

    private sealed record Section
    {
        /// <summary>The directory with the keys that sign the audit trail and verdicts, outside of the database. 'secureobs-admin keys create' makes the first. Production does not start without it.</summary>
        public string? KeyDirectory { get; init; }
    }

    /// <exception cref="InvalidOperationException">Production without keys.</exception>
    public static WebApplicationBuilder AddSigning(this WebApplicationBuilder builder)
    {
        var directory = Settings.Read<Section>(builder.Configuration, "Signing").KeyDirectory;
        if (string.IsNullOrWhiteSpace(directory) && builder.Environment.IsProduction() && !OpenApiDocumentFile.IsBeingWritten)
            throw new InvalidOperationException(
                $"Refusing to start: {DirectorySetting} is not set. Name a directory outside of the database with the keys that sign the audit trail; 'secureobs-admin keys create' makes the first.");
        if (string.IsNullOrWhiteSpace(directory))
            directory = Path.Combine(builder.Environment.ContentRootPath, ".local", "keys");

        builder.Services.AddSingleton(provider =>
        {
            var clock = provider.GetRequiredService<TimeProvider>();
            if (!builder.Environment.IsProduction() && !(Directory.Exists(directory) && Directory.EnumerateFiles(directory, "*.pem").Any()))
                KeyRing.Create(directory, clock).Dispose();
            return new KeyHolder(directory, clock);
        });
        if (!OpenApiDocumentFile.IsBeingWritten)
            builder.Services.AddHostedService<KeysAtStart>();
        return builder;
    }

    public static void MapSigningKeys(this WebApplication app) => app
        .MapGet("/.well-known/secureobs-keys", (HttpContext context, KeyHolder keys) =>
        {
            context.Response.Headers[HeaderNames.CacheControl] = "public, max-age=300";
            return Results.Text(keys.Public.ToJson(), "application/json");
        })
        .AllowAnonymous().WithTags("Keys").WithSummary("The public keys that checkpoints of the audit trail are verified with");

    /// <summary>Keys that cannot be read stop the start, not the first block.</summary>
    private sealed class KeysAtStart(KeyHolder keys) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            _ = keys.Ring;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
