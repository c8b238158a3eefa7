public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        source.CancelAfter(TimeSpan.FromSeconds(4));
        string text = null;
        text ??= "x";
        return await Context.SendAsync(Context.Request, source.Token);
    }
}
