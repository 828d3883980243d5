using SecureObs.Cli.Drivers;

namespace SecureObs.Cli.Running;

/// <summary>Whether a scan could use a tool as it is on this machine.</summary>
/// <param name="Path">Null when it was not found.</param>
/// <param name="Version">Null when it does not say.</param>
/// <param name="Problem">Why it could not be used, in one line; null when it could.</param>
internal sealed record ToolState(IScannerDriver Driver, string? Path, string? Version, string? Problem)
{
    public bool IsSupported => Version is null || Driver.Supported.Contains(Version);
}

/// <summary>Looks at tools the way a scan does, without scanning anything.</summary>
internal sealed class ToolCheck(ToolLocator locator)
{
    public Task<ToolState[]> AllAsync(CancellationToken ct) =>
        Task.WhenAll(AllDrivers.ByKey.Values.OrderBy(driver => driver.Key, StringComparer.Ordinal).Select(driver => OneAsync(driver, ct)));

    private async Task<ToolState> OneAsync(IScannerDriver driver, CancellationToken ct)
    {
        if (locator.Find(driver) is not { } tool)
            return new(driver, null, null, "not installed");
        string? version = null;
        try
        {
            using var place = new PrivateDirectory();
            version = await ToolRunner.VersionAsync(driver, tool, place.Path, ct);
            if (version is not null && !driver.Supported.Contains(version))
                return new(driver, tool, version, $"version {version} is not supported");
            // What a tool needs beside itself is asked for when a scan is planned.
            driver.Plan(new(tool, place.Path, System.IO.Path.Combine(place.Path, driver.ReportName), place.Path));
            return new(driver, tool, version, null);
        }
        catch (Exception failed) when (failed is CommandFailure or IOException or UnauthorizedAccessException)
        {
            return new(driver, tool, version, OneLine.Of(failed.Message, 200));
        }
    }
}
