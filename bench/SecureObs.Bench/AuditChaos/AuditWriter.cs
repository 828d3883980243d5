using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Contracts;

namespace SecureObs.Bench.AuditChaos;

/// <summary>What the API has acknowledged.</summary>
internal sealed class Acknowledged
{
    private readonly Lock writing = new();

    public HashSet<Guid> Opened { get; } = [];
    public HashSet<Guid> Closed { get; } = [];
    public HashSet<string> Ingested { get; } = [];
    public int Verdicts { get; private set; }

    public void Add(Action<Acknowledged> what)
    {
        lock (writing)
            what(this);
    }

    public void AddVerdict() => Verdicts++;
}

/// <summary>
/// A pipeline that opens a run, sends findings, asks the gate and closes the run, and repeats what was not acknowledged,
/// as published clients do.
/// </summary>
internal sealed class AuditWriter(HttpClient http, Guid project, string name, Acknowledged acknowledged)
{
    public async Task RunAsync(CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var (opened, ingested) = ($"open-{name}-{i}", $"ingest-{name}-{i}");
            var run = await UntilAnsweredAsync(() => http.PostAsJsonAsync($"/api/projects/{project}/runs", new OpenRunRequest(opened, "main", null, null), stop), stop);
            if (run is null)
                return;
            var id = (await run.Content.ReadFromJsonAsync<OpenedRun>(CancellationToken.None))!.RunId;
            acknowledged.Add(all => all.Opened.Add(id));

            if (await UntilAnsweredAsync(() => http.PostAsJsonAsync("/api/findings/bulk-universal", new JsonArray(Row(ingested, i)), stop), stop) is null)
                return;
            acknowledged.Add(all => all.Ingested.Add(ingested));

            if (await UntilAnsweredAsync(() => http.GetAsync($"/api/findings/blocking?pipelineRunId={ingested}", stop), stop) is null)
                return;
            acknowledged.Add(all => all.AddVerdict());

            if (await UntilAnsweredAsync(() => http.PostAsync($"/api/projects/{project}/runs/{id}/close", null, stop), stop) is null)
                return;
            acknowledged.Add(all => all.Closed.Add(id));
        }
    }

    private JsonObject Row(string run, int line) => new()
    {
        ["scanner"] = "bandit",
        ["ruleId"] = $"B{line % 7}",
        ["filePath"] = $"{name}.py",
        ["severity"] = "HIGH",
        ["description"] = "A finding of the trial.",
        ["startLine"] = line + 1,
        ["endLine"] = line + 1,
        ["projectId"] = project.ToString(),
        ["pipelineRunId"] = run,
        ["fingerprint"] = $"{name}-{line}",
    };

    /// <summary>Null when the trial ended before an answer came.</summary>
    private static async Task<HttpResponseMessage?> UntilAnsweredAsync(Func<Task<HttpResponseMessage>> send, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var response = await send();
                if (response.IsSuccessStatusCode)
                    return response;
                if ((int)response.StatusCode is not (429 or >= 500))
                    throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(CancellationToken.None)}");
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or IOException)
            {
            }
            await Task.WhenAny(Task.Delay(100, stop));
        }
        return null;
    }
}
