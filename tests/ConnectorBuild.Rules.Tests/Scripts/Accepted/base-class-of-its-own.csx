public class Script : Handler
{
    protected override string Prefix => "/v2";
}

public abstract class Handler : ScriptBase
{
    protected abstract string Prefix { get; }

    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        Context.Request.RequestUri = new Uri(Context.Request.RequestUri, Prefix + Context.Request.RequestUri.PathAndQuery);
        return await Context.SendAsync(Context.Request, CancellationToken);
    }
}
