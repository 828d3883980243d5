using System.Net.Http.Json;
using System.Text.Json;
using SecureObs.Bench.Speed.Ingest;
using SecureObs.Contracts;

namespace SecureObs.Bench.Soak;

/// <summary>One pipeline: opens a run, sends what it found, says that it is complete, asks the gate. Nothing is tried twice: what fails is told.</summary>
internal sealed class SoakPipeline(Uri api, string key, Guid project, string branch, SoakWork work)
{
    private const int MostRows = 600;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task RunAsync(CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = api, DefaultRequestHeaders = { { "X-Api-Key", key } } };
        for (var run = 0; !stop.IsCancellationRequested; run++)
        {
            try
            {
                await ScanAsync(http, $"{branch}-{run}", run);
            }
            catch (HttpRequestException failed)
            {
                work.Errors.Enqueue($"{branch}-{run}: {failed.Message}");
            }
            await Task.WhenAny(Task.Delay(Pause, stop));
        }
    }

    private async Task ScanAsync(HttpClient http, string run, int number)
    {
        var opened = await SucceededAsync(await http.PostAsJsonAsync($"/api/projects/{project}/runs", new OpenRunRequest(run, branch, DefaultBranch: branch), Scans.Web));
        var id = JsonSerializer.Deserialize<OpenedRun>(opened, Scans.Web)!.RunId;
        // With each run some are gone and some are new.
        var rows = Report.Rows(project, run, number % 10 * 20, 100 + (number * 53 % MostRows));
        await SucceededAsync(await http.PostAsJsonAsync("/api/findings/bulk-universal", rows, Scans.Web), rows.Count);
        await SucceededAsync(await http.PutAsJsonAsync($"/api/projects/{project}/runs/{id}/results/{Report.Scanner}",
            new ReportScannerResultRequest(ScannerStatus.Completed, "1.0", rows.Count, 1_000), Scans.Web));
        await SucceededAsync(await http.PostAsync($"/api/projects/{project}/runs/{id}/close", null));
        await SucceededAsync(await http.GetAsync($"/api/findings/blocking?pipelineRunId={run}"));
        await SucceededAsync(await http.PostAsync($"/api/projects/{project}/gate?pipelineRunId={run}", null));
    }

    private async Task<string> SucceededAsync(HttpResponseMessage answer, int rows = 0)
    {
        using var whole = answer;
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"{(int)answer.StatusCode} {answer.RequestMessage!.RequestUri!.AbsolutePath}: {text}");
        work.Did(rows);
        return text;
    }
}
