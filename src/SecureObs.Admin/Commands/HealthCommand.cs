using System.CommandLine;

namespace SecureObs.Admin.Commands;

/// <summary>What a container's health check runs: its image has no shell and no curl.</summary>
internal static class HealthCommand
{
    private const string Usual = "http://127.0.0.1:8080/health/ready";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var url = new Argument<string>("url") { Description = "Where the API says how it is.", DefaultValueFactory = _ => Usual };
        var command = new Command("health", "Ask the API whether it is ready; ends with 1 when it is not.") { url };
        command.SetAction((arguments, ct) => Operator.RunAsync(() => AskAsync(new(arguments.GetRequiredValue(url)), ct)));
        return command;
    }

    private static async Task<int> AskAsync(Uri url, CancellationToken ct)
    {
        try
        {
            using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Patience };
            using var answer = await http.GetAsync(url, ct);
            return answer.IsSuccessStatusCode ? 0 : Operator.Fail($"{url} answers {(int)answer.StatusCode}.");
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Operator.Fail($"{url} does not answer: {fault.Message}");
        }
    }
}
