using Microsoft.Extensions.Hosting;
using SecureObs.Api;
using SecureObs.Api.Tests.Infrastructure;

// The API of the release in whose tree this is built, as a process of its own, with the sign-in of trials: `bench/run upgrade` puts it into the
// trees of older releases. Settings come by the environment; it ends when its input does, so with whoever started it.
var entra = new EntraStandIn();
entra.Key.Rsa.ImportFromPem(Environment.GetEnvironmentVariable("TRIAL_SIGN_IN_KEY"));
await using var app = ApiApp.Build(new() { EnvironmentName = "Trial", ContentRootPath = args[0] }, entra.Attach);
await app.StartAsync();
_ = Task.Run(() =>
{
    while (Console.In.Read() >= 0)
    {
    }
    app.Lifetime.StopApplication();
});
await app.WaitForShutdownAsync();
