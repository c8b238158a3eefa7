public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var token = Context.Request.Headers.Authorization?.Parameter ?? string.Empty;
        Context.Request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(token + ":x")));
        if (Context.Request.Headers.TryGetValues("X-Tenant", out IEnumerable<string> values))
        {
            Context.Request.Headers.Host = values.First();
        }

        return await Context.SendAsync(Context.Request, CancellationToken);
    }
}
