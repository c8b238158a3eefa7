public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var original = this.Context.OriginalRequestUri;
        Context.Request.RequestUri = new Uri(original.GetLeftPart(UriPartial.Authority) + "/v2" + original.PathAndQuery);
        return await Context.SendAsync(Context.Request, CancellationToken);
    }
}
