using SecureObs.Api.Domain.Erasing;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Billing;

/// <summary>
/// Who is erased here pays no more, and Stripe forgets who they were; its invoices stay, because the law wants them. Not
/// before: until then the deletion can be taken back.
/// </summary>
internal sealed class CustomerEnding(StripeApi stripe, TenantTransactions transactions) : ITenantEnding
{
    public async Task EndAsync(Guid tenant, CancellationToken ct)
    {
        var customer = await transactions.ReadAsync(tenant, tx => tx.FirstAsync<string>($"""
            select customer from app.subscriptions where tenant_id = {tx.TenantId}
            """, ct), ct);
        if (customer is not null)
            await stripe.DeleteCustomerAsync(customer, ct);
    }
}
