using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SecureObs.Contracts;
using SecureObs.Gate;
using SecureObs.Masking;

namespace SecureObs.Cli.Api;

/// <summary>The calls of the command. Every one ends with its answer or with a <see cref="CommandFailure"/>.</summary>
internal sealed class ApiClient : IDisposable
{
    public const string TopologyPath = "infrastructure-analyses/terraform-plan";

    private const string PlanNotice = "SecureObs-Plan-Notice";

    private readonly HttpClient http;
    private readonly TextWriter? warnings;
    private int noticed;

    /// <param name="warnings">Where it is said, once, that the plan is used up; nowhere when null.</param>
    public ApiClient(ApiSettings settings, TimeProvider time, TextWriter? warnings = null)
    {
        this.warnings = warnings;
        // A redirect of a POST would be followed as GET, and a sign-in page that answers 200 would look like success.
        var sockets = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(15) };
        http = new(new Authenticating(settings, new Retrying(sockets, time))) { BaseAddress = settings.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("secureobs-cli", CommandVersion.Text));
    }

    public Task<ActiveScanner[]> ActiveScannersAsync(string projectId, CancellationToken ct) =>
        ReadAsync<ActiveScanner[]>(HttpMethod.Get, $"projects/{Escape(projectId)}/scanners/active", null, "read the active scanners", true, ct);

    /// <summary>Ends well when the API answers and takes the key. It asks about a run that there is not, and nothing is kept.</summary>
    public async Task CheckKeyAsync(CancellationToken ct) =>
        await ReadAsync<bool>(HttpMethod.Get, "findings/blocking?pipelineRunId=secureobs-doctor", null, "ask the API", false, ct);

    public Task<OpenedRun> OpenRunAsync(string projectId, OpenRunRequest request, CancellationToken ct) =>
        ReadAsync<OpenedRun>(HttpMethod.Post, $"projects/{Escape(projectId)}/runs", Json(request), "open the run", true, ct);

    /// <summary>Null from a server that is older than the command: then nothing is grouped, and all else works.</summary>
    public async Task<SecretHasher?> SecretHasherAsync(string projectId, CancellationToken ct)
    {
        try
        {
            var key = await ReadAsync<SecretHashKey>(
                HttpMethod.Get, $"projects/{Escape(projectId)}/secret-hash-key", null, "read the key for hashes of secrets", false, ct);
            return Convert.FromBase64String(key.Key) is { Length: SecretHasher.KeyLength } bytes ? new(new SecretBytes(bytes)) : null;
        }
        catch (Exception without) when (without is FormatException or CommandFailure { ExitCode: not ExitCode.Refused, IsAway: false })
        {
            return null;
        }
    }

    public Task<IngestResult> UploadAsync(FindingBatch batch, string scanner, CancellationToken ct) =>
        ReadAsync<IngestResult>(HttpMethod.Post, batch.Path, batch.Content(), $"upload the findings of {scanner}", false, ct);

    /// <summary>Null of a failed result, and from a server that is older than the command.</summary>
    public async Task<ScannerResultCounts?> ReportResultAsync(string projectId, Guid runId, string scanner, ReportScannerResultRequest request, CancellationToken ct)
    {
        var what = $"report the result of {scanner}";
        using var response = await SendAsync(HttpMethod.Put, $"projects/{Escape(projectId)}/runs/{runId}/results/{Escape(scanner)}", Json(request), what, true, ct);
        return response.StatusCode is HttpStatusCode.NoContent ? null : await ReadAsync<ScannerResultCounts>(response, what, ct);
    }

    public async Task CloseRunAsync(string projectId, Guid runId, CloseRunRequest manifest, CancellationToken ct) =>
        (await SendAsync(HttpMethod.Post, $"projects/{Escape(projectId)}/runs/{runId}/close", Json(manifest), "close the run", true, ct)).Dispose();

    /// <summary>Anything but a whole verdict is a failure: a gate must not guess.</summary>
    public Task<GateAnswer> DecideGateAsync(string projectId, string pipelineRunId, CancellationToken ct) =>
        ReadAsync<GateAnswer>(HttpMethod.Post,
            $"projects/{Escape(projectId)}/gate?pipelineRunId={Escape(pipelineRunId)}", null, "ask the gate", true, ct);

    public Task<RunFinding[]> FindingsOfRunAsync(string projectId, string pipelineRunId, CancellationToken ct) =>
        ReadAsync<RunFinding[]>(HttpMethod.Get,
            $"findings/by-run?projectId={Escape(projectId)}&pipelineRunId={Escape(pipelineRunId)}", null, "list the findings of the run", false, ct);

    /// <summary>Begun, and read as it comes.</summary>
    /// <param name="contentType">What is expected: anything else is not the API's.</param>
    public async Task<ApiExport> ExportAsync(string projectId, IEnumerable<(string Name, string Value)> query, string contentType, CancellationToken ct)
    {
        var words = string.Join('&', query.Select(pair => $"{pair.Name}={Escape(pair.Value)}"));
        return new(await SendAsync(HttpMethod.Get, $"projects/{Escape(projectId)}/findings/export?{words}", null, "export the findings", true, ct, streamed: contentType));
    }

    /// <exception cref="CommandFailure">Also when it is larger than the API takes.</exception>
    public Task<TopologyResult> SendTopologyAsync(TerraformTopology topology, CancellationToken ct) =>
        ReadAsync<TopologyResult>(HttpMethod.Post, TopologyPath, CompressedBody.Of(ApiJson.Bytes(topology), "the topology of the plan"), "send the topology of the plan", false, ct);

    /// <summary>Null from a server that is older than the command.</summary>
    public async Task<InfrastructureComparisons?> ComparisonAsync(string projectId, string pipelineRunId, CancellationToken ct)
    {
        try
        {
            return await ReadAsync<InfrastructureComparisons>(HttpMethod.Get,
                $"projects/{Escape(projectId)}/infrastructure/comparison?pipelineRunId={Escape(pipelineRunId)}", null, "compare the infrastructure", false, ct);
        }
        catch (CommandFailure without) when (without is { ExitCode: not ExitCode.Refused, IsAway: false })
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<T> ReadAsync<T>(
        HttpMethod method, string path, HttpContent? body, string what, bool unknownIsRefused, CancellationToken ct)
    {
        using var response = await SendAsync(method, path, body, what, unknownIsRefused, ct);
        return await ReadAsync<T>(response, what, ct);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, string what, CancellationToken ct)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync(ApiJson.Of<T>(), ct)
                ?? throw new JsonException("null");
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new CommandFailure(ExitCode.Failed, $"could not {what}: the API's answer is not what this version understands", unreadable);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? body, string what, bool unknownIsRefused, CancellationToken ct, string? streamed = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Options.Set(Retrying.IsStreamed, streamed is not null);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, streamed is null ? HttpCompletionOption.ResponseContentRead : HttpCompletionOption.ResponseHeadersRead, ct);
        }
        catch (HttpRequestException away)
        {
            throw new CommandFailure(ExitCode.Failed, OneLine.Of($"could not {what}: {away.Message}"), away) { IsAway = true };
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw new CommandFailure(ExitCode.Failed, $"could not {what}: the API did not answer in time", late) { IsAway = true };
        }
        if (response.IsSuccessStatusCode && IsOfTheApi(response, streamed))
        {
            SayNotice(response);
            return response;
        }
        using (response)
            throw response.IsSuccessStatusCode
                ? new CommandFailure(ExitCode.Failed, OneLine.Of($"could not {what}: {response.Content.Headers.ContentType?.MediaType ?? "nothing"} came instead of {streamed ?? "JSON"}: this is not the API, perhaps a proxy. Check SECUREOBS_API_URL.")) { IsAway = true }
                : await ApiProblem.FromAsync(response, what, unknownIsRefused, ct);
    }

    private void SayNotice(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues(PlanNotice, out var notice) && Interlocked.Exchange(ref noticed, 1) == 0)
            warnings?.WriteLine(OneLine.Of($"warning: {string.Join(' ', notice)}", 500));
    }

    // A proxy's page with 200 is no success: the API answers with JSON, or says itself that it has nothing to say.
    private static bool IsOfTheApi(HttpResponseMessage response, string? streamed) => streamed is null
        ? response.StatusCode is HttpStatusCode.NoContent || response.Content.Headers.ContentType?.MediaType is "application/json"
        : response.StatusCode is HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType == streamed;

    private static string Escape(string value) => Uri.EscapeDataString(value);

    private static ByteArrayContent Json(object value) => FindingBatch.Json(ApiJson.Bytes(value));
}
