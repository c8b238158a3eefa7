public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var uri = new UriBuilder(Context.Request.RequestUri);
        var query = HttpUtility.ParseQueryString(uri.Query);
        query["api-version"] = "2";
        query.Remove("unused");
        uri.Query = query.ToString();
        Context.Request.RequestUri = uri.Uri;
        return await Context.SendAsync(Context.Request, CancellationToken).ConfigureAwait(false);
    }
}
