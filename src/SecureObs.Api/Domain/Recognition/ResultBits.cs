using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>Pages of a result's bits: read, changed, and written where they changed. Bit 0 is the lowest of byte 0, as <c>get_bit</c> counts.</summary>
internal sealed class ResultBits
{
    private readonly Dictionary<int, byte[]> pages = [];
    private readonly HashSet<int> changed = [];

    private sealed record Page(int Number, byte[] Bits);

    /// <summary>The pages that these places are on.</summary>
    public static async Task<ResultBits> ReadAsync(TenantTransaction tx, Guid scope, int seq, ILookup<Guid, Place> places, CancellationToken ct)
    {
        var (bits, asked) = (new ResultBits(), places.SelectMany(place => place).Select(place => place.Page).Distinct().ToArray());
        foreach (var page in await tx.QueryAsync<Page>($"""
            select b.page as number, b.bits from app.result_findings b
            where b.tenant_id = {tx.TenantId} and b.scope_id = {scope} and b.seq = {seq} and b.page = any({asked})
            """, ct))
            bits.pages[page.Number] = page.Bits;
        return bits;
    }

    public bool Has(Place place) =>
        pages.TryGetValue(place.Page, out var bits) && place.Bit / 8 < bits.Length && (bits[place.Bit / 8] & Mask(place)) != 0;

    /// <returns>Whether it was not set before.</returns>
    public bool Set(Place place)
    {
        if (Has(place))
            return false;
        var bits = pages.GetValueOrDefault(place.Page, []);
        if (place.Bit / 8 >= bits.Length)
            Array.Resize(ref bits, place.Bit / 8 + 1);
        bits[place.Bit / 8] |= Mask(place);
        pages[place.Page] = bits;
        changed.Add(place.Page);
        return true;
    }

    /// <returns>Whether it was set before.</returns>
    public bool Clear(Place place)
    {
        if (!Has(place))
            return false;
        pages[place.Page][place.Bit / 8] &= (byte)~Mask(place);
        changed.Add(place.Page);
        return true;
    }

    public async Task WriteAsync(TenantTransaction tx, Guid scope, int seq, CancellationToken ct)
    {
        if (changed.Count == 0)
            return;
        int[] numbers = [.. changed.Order()];
        byte[][] bits = [.. numbers.Select(number => pages[number])];
        await tx.ExecuteAsync($"""
            insert into app.result_findings (tenant_id, scope_id, seq, page, bits)
            select {tx.TenantId}, {scope}, {seq}, u.page, u.bits from unnest({numbers}, {bits}) as u (page, bits)
            on conflict on constraint result_findings_pk do update set bits = excluded.bits
            """, ct);
        changed.Clear();
    }

    private static byte Mask(Place place) => (byte)(1 << (place.Bit % 8));
}
