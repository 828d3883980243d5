namespace SecureObs.Cli.Importing;

/// <summary>One piece of work that goes on while its caller does something else; the next one begins after it.</summary>
internal sealed class OneAhead
{
    private Task current = Task.CompletedTask;

    /// <summary>Fails when the work before has failed.</summary>
    public async Task BeginAsync(Func<Task> work)
    {
        await current;
        current = work();
    }

    /// <summary>Waits for its end, and fails with it.</summary>
    public Task EndAsync() => current;

    /// <summary>Waits for its end, whatever that is.</summary>
    public async Task SettleAsync() => await current.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
