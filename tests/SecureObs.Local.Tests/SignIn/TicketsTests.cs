using SecureObs.Local.SignIn;

namespace SecureObs.Local.Tests.SignIn;

public class TicketsTests
{
    private readonly Clock clock = new();

    [Fact]
    public void A_ticket_ends_with_its_time()
    {
        var tickets = new Tickets<string>(clock);
        var ticket = tickets.Issue("value", clock.Now.AddMinutes(5));

        Assert.True(tickets.TryRead(ticket, out var value));
        Assert.Equal("value", value);
        clock.Now = clock.Now.AddMinutes(5);
        Assert.False(tickets.TryRead(ticket, out _));
        Assert.False(tickets.TryUse(ticket, out _));
    }

    [Fact]
    public void The_oldest_gives_way_when_it_is_full()
    {
        var tickets = new Tickets<int>(clock, capacity: 10);
        var issued = Enumerable.Range(0, 25).Select(i => tickets.Issue(i, clock.Now.AddMinutes(5))).ToList();

        Assert.Equal(10, tickets.Count);
        Assert.False(tickets.TryRead(issued[14], out _));
        Assert.True(tickets.TryRead(issued[15], out _));
    }

    [Fact]
    public void Nothing_and_unknown_words_are_no_tickets()
    {
        var tickets = new Tickets<int>(clock);
        Assert.False(tickets.TryUse(null, out _));
        Assert.False(tickets.TryUse("guess", out _));
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
