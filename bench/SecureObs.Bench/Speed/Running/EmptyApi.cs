namespace SecureObs.Bench.Speed.Running;

/// <summary>An API that does nothing but say that it is ready: how long a start takes on this machine, and how much memory.</summary>
internal static class EmptyApi
{
    public const string Command = "empty-api";

    /// <summary>Runs until it is killed, at the address that its environment names.</summary>
    public static async Task<int> RunAsync()
    {
        await using var app = Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder().Build();
        Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, "/health/ready", _ => Task.CompletedTask);
        await app.RunAsync();
        return 0;
    }
}
