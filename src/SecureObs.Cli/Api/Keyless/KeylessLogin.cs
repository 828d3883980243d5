using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SecureObs.Cli.Commands;
using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Cli.Api.Keyless;

/// <summary>
/// The credential of a pipeline that has no key: exchanged for the CI system's token when it is needed first, and anew before
/// it is over. Nothing that lives longer than a quarter of an hour is kept anywhere.
/// </summary>
internal sealed class KeylessLogin(IdTokens tokens, Uri api, string audience, PipelineRun run, TimeProvider time) : IDisposable
{
    /// <summary>So long before its end another one is fetched: a request may take a while.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(3);

    private readonly HttpClient http = new(new Retrying(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(15) }, time))
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly SemaphoreSlim one = new(1);
    private RunCredentialAnswer? held;

    /// <exception cref="CommandFailure">The CI system gives no token, or no rule of the project takes it.</exception>
    public async Task<string> KeyAsync(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            if (held is null || held.ExpiresAt - time.GetUtcNow() < Margin)
                held = await NextAsync(ct);
            return held.Credential;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        http.Dispose();
        one.Dispose();
    }

    private async Task<RunCredentialAnswer> NextAsync(CancellationToken ct)
    {
        var token = await tokens.AskAsync(http, audience, ct);
        if (!tokens.IsOneOnly)
            return await ExchangeAsync(token, ct);
        // Another command of the same job may have exchanged the job's only token already.
        var file = new HeldCredential(token);
        var before = held ?? file.Read();
        var next = before is null ? await ExchangeAsync(token, ct)
            : before.ExpiresAt - time.GetUtcNow() >= Margin ? before
            : await SendAsync("run-credentials/renewal", null, before.Credential, ct);
        file.Write(next);
        return next;
    }

    private Task<RunCredentialAnswer> ExchangeAsync(SecretString token, CancellationToken ct) =>
        SendAsync("run-credentials", JsonContent.Create(new RunCredentialRequest(token.Reveal(), run.Id), ApiJson.Of<RunCredentialRequest>()), null, ct);

    private async Task<RunCredentialAnswer> SendAsync(string path, HttpContent? body, string? credential, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(api, $"projects/{Uri.EscapeDataString(run.ProjectId)}/{path}")) { Content = body };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (credential is not null)
            request.Headers.Add("X-Api-Key", credential);
        try
        {
            using var response = await http.SendAsync(request, ct);
            if (!response.IsSuccessStatusCode)
                throw await ApiProblem.FromAsync(response, $"exchange the token of {tokens.Platform}", true, ct);
            return await response.Content.ReadFromJsonAsync(ApiJson.Of<RunCredentialAnswer>(), ct) ?? throw new JsonException("null");
        }
        catch (HttpRequestException away)
        {
            throw new CommandFailure(ExitCode.Failed, OneLine.Of($"could not exchange the token of {tokens.Platform}: {away.Message}"), away) { IsAway = true };
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            throw new CommandFailure(ExitCode.Failed, $"could not exchange the token of {tokens.Platform}: the API's answer is not what this version understands", unreadable);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new CommandFailure(ExitCode.Failed, $"could not exchange the token of {tokens.Platform}: the API did not answer in time", late) { IsAway = true };
        }
    }
}
