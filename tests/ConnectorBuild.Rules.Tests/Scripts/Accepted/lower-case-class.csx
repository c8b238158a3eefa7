class script:ScriptBase{
    override public async Task<HttpResponseMessage> ExecuteAsync(){ return await Context.SendAsync(Context.Request,CancellationToken); }
}
