#define TRACING
#undef NOTHING
// The service of parcels.
public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
#if TRACING
        Context.Logger.LogDebug("traced");
#endif
#pragma warning disable CS0168
        int unused;
#pragma warning restore CS0168
        #region sending
        return await Context.SendAsync(Context.Request, CancellationToken);
        #endregion
    }
}
