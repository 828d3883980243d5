using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using SecureObs.Api.Features.Infrastructure.Reading;
using SecureObs.Bench.Speed.Running;
using SecureObs.Cli.Api;
using SecureObs.Cli.Terraform;
using SecureObs.Contracts;

namespace SecureObs.Bench.Terraform;

/// <summary>
/// How long the API takes to make a graph of the largest topology, with the answer, in a process of its own whose peak memory is read; and to list its paths. Once the plan of the
/// trial `terraform`, once a topology with as many paths as are listed.
/// </summary>
internal static class GraphTrial
{
    private const int MostBuildSeconds = 15;
    private const int MostListSeconds = 1;

    public static async Task<int> RunAsync()
    {
        await using var host = await TrialHost.StartAsync(measured: true);
        var (project, key) = await host.NewKeyAsync("graph");
        using var person = host.AsPerson(Guid.NewGuid(), out var identity);
        await host.AddMemberAsync(identity);
        var keys = Directory.CreateTempSubdirectory("secureobs-keys-").FullName;
        var (api, _) = await ApiProcess.StartAsync(host.ApiConnectionString, keys);
        await using var process = api;
        var fine = true;
        foreach (var (name, topology) in new[] { ("plan of the trial terraform", Plan(project)), ("zones with paths", LargeTopology.Make(project, "zones")) })
        {
            var result = await SendAsync(api, key, name, topology, MostBuildSeconds);
            fine &= result.Fine && await ListAsync(host, person, project, result.Result.AnalysisId!.Value);
        }
        fine &= (await SendAsync(api, key, "the same again", LargeTopology.Make(project, "zones"), MostBuildSeconds)).Fine;
        return fine ? 0 : 1;
    }

    private static TerraformTopology Plan(Guid project)
    {
        var path = Path.Combine(Path.GetTempPath(), $"secureobs-plan-{Environment.ProcessId}.json");
        new LargePlan(0).Write(path);
        try
        {
            using var stream = File.OpenRead(path);
            return TopologyBody.Of(PlanReader.Read(stream), new string('b', 64), $"{project}", "plan", null, null);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<(TopologyResult Result, bool Fine)> SendAsync(ApiProcess api, string key, string name, TerraformTopology topology, int most)
    {
        using var client = new HttpClient { BaseAddress = api.Address, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Add("X-Api-Key", key);
        var body = JsonSerializer.SerializeToUtf8Bytes(topology, ApiJson.Of<TerraformTopology>());
        var content = new ByteArrayContent(Gzip(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json"), ContentEncoding = { "gzip" } } };
        var watch = Stopwatch.StartNew();
        using var response = await client.PostAsync(new Uri("/api/infrastructure-analyses/terraform-plan", UriKind.Relative), content);
        var seconds = watch.Elapsed.TotalSeconds;
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
        var result = (await response.Content.ReadFromJsonAsync<TopologyResult>())!;
        Console.WriteLine($"{name} ({ApiProcess.Kind}): {topology.Resources.Count} resources, {topology.References.Count} references, {body.Length / 1024.0 / 1024:0.0} MiB, {content.Headers.ContentLength / 1024.0 / 1024:0.0} compressed: {result.EdgeCount} edges, {result.PotentialAttackPathCount} paths in {seconds:0.0} s (at most {most}), peak memory of the API {Peak(api.Id):0} MB");
        return (result, seconds <= most);
    }

    private static async Task<bool> ListAsync(TrialHost host, HttpClient person, Guid project, Guid analysis)
    {
        var route = $"/api/tenants/{host.TenantId}/projects/{project}/infrastructure/{analysis}";
        await person.GetFromJsonAsync<PathList>($"{route}/paths");
        var watch = Stopwatch.StartNew();
        var paths = await person.GetFromJsonAsync<PathList>($"{route}/paths");
        var listed = watch.Elapsed.TotalSeconds;
        watch.Restart();
        await person.GetStringAsync(new Uri(route, UriKind.Relative));
        var (counted, seconds) = (watch.Elapsed.TotalSeconds, 0.0);
        watch.Restart();
        await person.GetStringAsync(new Uri($"{route}/nodes?search=z1", UriKind.Relative));
        seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine($"  {paths!.Items.Count} paths listed in {listed:0.00} s (at most {MostListSeconds}), the analysis in {counted:0.00} s, resources found in {seconds:0.00} s");
        return listed <= MostListSeconds;
    }

    private static byte[] Gzip(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(body);
        return compressed.ToArray();
    }

    private static double Peak(int process) => long.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null) / 1024.0;
}
