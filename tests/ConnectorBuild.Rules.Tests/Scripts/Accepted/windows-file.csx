public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        return await Context.SendAsync(Context.Request, CancellationToken);
    }
}