BeforeAll {
    Import-Module "$PSScriptRoot/../../OpenAIFineTune.psd1" -Force
    $script:State = Join-Path ([IO.Path]::GetTempPath()) "finetune-$([guid]::NewGuid())"
}

AfterAll {
    Stop-FineTuneServer
    Remove-Item $State -Recurse -Force -ErrorAction Ignore
}

Describe 'Start-FineTuneServer' {
    It 'answers who shows its key, and nobody else' {
        $server = Start-FineTuneServer -StatePath $State -PassThru

        $server | Should -BeOfType 'OpenAIFineTune.FineTuneServer'
        $server.Uri.IsLoopback | Should -BeTrue
        (Invoke-RestMethod "$($server.Uri)models" -Authentication Bearer -Token $server.ApiKey -AllowUnencryptedAuthentication).data.id |
            Should -Contain 'local-baseline'
        Invoke-WebRequest "$($server.Uri)models" -SkipHttpErrorCheck | ForEach-Object StatusCode | Should -Be 401
    }

    It 'does not show its key' {
        $server = Start-FineTuneServer -StatePath $State -ApiKey 'sk-never-shown' -PassThru

        $shown = @(($server | Out-String), ($server | Format-List * | Out-String), ($server | ConvertTo-Json -Depth 3), "$server")
        $shown -join "`n" | Should -Not -Match 'never-shown'
    }

    It 'brings a connection for the other commands' {
        $server = Start-FineTuneServer -StatePath $State -PassThru

        Get-FineTune -Connection $server.Connection | Should -BeNullOrEmpty
        { Get-FineTune -Id ftjob-none -Connection $server.Connection -ErrorAction Stop } |
            Should -Throw -ErrorId 'NotFound,*'
    }

    It 'lets its jobs be piped, and is not made the current connection' {
        $server = Start-FineTuneServer -StatePath $State -PassThru
        $lines = 1..12 | ForEach-Object { '{"prompt":"a' + $_ + ' ->","completion":" yes"}' }
        Set-Content "$TestDrive/piped.jsonl" $lines

        $file = Send-FineTuneFile "$TestDrive/piped.jsonl" -Connection $server.Connection
        $job = New-FineTune -TrainingFile $file -Model local-baseline -Connection $server.Connection | Wait-FineTune

        $job.Connection | Should -Be $server.Connection.Name
        ($job | Invoke-FineTunedCompletion -Prompt 'a1').Text | Should -Be 'yes'
        @(Get-FineTuneConnection).Name | Should -Not -Contain $server.Connection.Name
    }

    It 'says where the key is that it made' {
        Start-FineTuneServer -StatePath $State -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warning | Should -Match 'Get-FineTuneServer -Port \d+\)\.ApiKey'
    }

    It 'warns of a key that can be guessed where others can reach it' {
        $common = @{ StatePath = $State; WarningVariable = 'warning'; WarningAction = 'SilentlyContinue' }

        Start-FineTuneServer -Address 0.0.0.0 -AllowRemote -ApiKey a @common
        $warning | Should -Match 'guessed'
        Start-FineTuneServer -Address 0.0.0.0 -AllowRemote -ApiKey 'sk-8fhwA0s9dj3kLm2nQ7xZ' @common
        $warning | Should -BeNullOrEmpty
    }

    It 'answers under the names and to the pages that it was given' {
        $server = Start-FineTuneServer -StatePath $State -HostName trainer.lan -AllowOrigin https://studio.example/ -PassThru
        $ask = @{
            Uri = "$($server.Uri)models"; SkipHttpErrorCheck = $true
            Authentication = 'Bearer'; Token = $server.ApiKey; AllowUnencryptedAuthentication = $true
        }

        (Invoke-WebRequest @ask -Headers @{ Host = 'trainer.lan' }).StatusCode | Should -Be 200
        (Invoke-WebRequest @ask -Headers @{ Host = 'evil.example' }).StatusCode | Should -Be 421
        $page = Invoke-WebRequest @ask -Headers @{ Origin = 'https://studio.example' }
        $page.StatusCode | Should -Be 200
        $page.Headers['Access-Control-Allow-Origin'] | Should -Be 'https://studio.example'
        (Invoke-WebRequest @ask -Headers @{ Origin = 'https://evil.example' }).StatusCode | Should -Be 403
        { Start-FineTuneServer -StatePath $State -AllowOrigin studio } | Should -Throw -ErrorId 'InvalidSetting,*'
    }

    It 'leaves its key out of what is exported' {
        $server = Start-FineTuneServer -StatePath $State -ApiKey 'a-key-to-hide-0123' -PassThru
        $server | Export-Clixml $TestDrive/server.xml
        $hidden = [Convert]::ToHexString([Text.Encoding]::Unicode.GetBytes('a-key-to-hide'))
        $written = Get-Content $TestDrive/server.xml -Raw
        $written | Should -Match 'StatePath'
        $written | Should -Not -Match "ApiKey|SS N|$hidden|a-key-to-hide"
        (ConvertFrom-SecureString $server.ApiKey -AsPlainText) | Should -Be 'a-key-to-hide-0123'
    }

    It 'starts nothing with -WhatIf' {
        Start-FineTuneServer -Port 1 -StatePath "$State-none" -WhatIf
        "$State-none" | Should -Not -Exist
    }

    It 'refuses an address that other machines can reach' {
        { Start-FineTuneServer -Address 0.0.0.0 -StatePath $State } | Should -Throw -ErrorId 'RemoteAddressRefused,*'
        { Start-FineTuneServer -Address 0.0.0.0 -AllowRemote -StatePath $State } | Should -Throw -ErrorId 'ApiKeyMissing,*'
    }

    It 'explains what can''t be its folder' {
        Set-Content $TestDrive/file 'x'
        { Start-FineTuneServer -StatePath $TestDrive/file } | Should -Throw -ErrorId 'FileAccessFailed,*' -ExpectedMessage '*a file has that name*'
    }

    It 'is forgotten with its key when the module is removed' {
        $name = (Start-FineTuneServer -StatePath $State -PassThru).Connection.Name
        $null = Get-FineTune -Connection $name
        Remove-Module OpenAIFineTune
        Import-Module "$PSScriptRoot/../../OpenAIFineTune.psd1"
        { Get-FineTune -Connection $name } | Should -Throw '*There is no connection named*'
    }

    It 'names a port that is taken' {
        $server = Start-FineTuneServer -StatePath $State -PassThru
        { Start-FineTuneServer -Port $server.Port -StatePath $State } | Should -Throw -ErrorId 'PortUnavailable,*'
    }
}
