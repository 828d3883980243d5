using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SecureObs.Api.Platform.Telemetry;

/// <summary>
/// Stands before every log provider, whoever writes: the product, the framework, a library. An exception reaches a log
/// as a <see cref="PlainException"/>, and lines that hold a whole address with its query are not written at all.
/// </summary>
internal sealed class PlainLogs(LoggerFactory inner) : ILoggerFactory
{
    /// <summary>They print addresses of requests, some with the query, or what goes over the wire; most of them when debugging.</summary>
    private static readonly string[] Talkative =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.HttpLogging", "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.StaticFiles", "Microsoft.AspNetCore.Http", "System.Net.Http.HttpClient", "Npgsql",
    ];

    /// <summary>It reports every token that is none as an error: whoever sends such could fill the log. Failures of ours are logged by their caller.</summary>
    private const string TokenLibrary = "Microsoft.IdentityModel";

    public static void Use(IServiceCollection services)
    {
        services.AddSingleton<LoggerFactory>();
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider => new PlainLogs(provider.GetRequiredService<LoggerFactory>())));
    }

    public ILogger CreateLogger(string categoryName) => new PlainLogger(inner.CreateLogger(categoryName), Least(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    private static LogLevel Least(string category) =>
        category.StartsWith(TokenLibrary, StringComparison.Ordinal) ? LogLevel.Critical
        : Talkative.Any(prefix => category.StartsWith(prefix, StringComparison.Ordinal)) ? LogLevel.Warning
        : LogLevel.Trace;

    // The container owns the inner factory.
    public void Dispose()
    {
    }

    private sealed class PlainLogger(ILogger inner, LogLevel least) : ILogger
    {
        /// <summary>A scope of the talkative holds the path of the request.</summary>
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull =>
            least is LogLevel.Trace ? inner.BeginScope(state) : null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= least)
                inner.Log(logLevel, eventId, state, exception is null ? null : PlainException.Of(exception), formatter);
        }
    }
}
