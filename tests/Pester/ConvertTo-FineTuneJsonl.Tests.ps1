BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../OpenAIFineTune.psd1')
    $script:Rows = 1..30 | ForEach-Object { [pscustomobject] @{ Question = "Parcel no $_"; Team = 'Post', 'Bank' | Get-Random -SetSeed $_ } }
}

Describe 'ConvertTo-FineTuneJsonl' {
    BeforeEach {
        $script:Folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
        Push-Location $Folder
        $env:OPENAIFINETUNE_HOME = Join-Path $Folder 'home'
    }

    AfterEach {
        Pop-Location
        $env:OPENAIFINETUNE_HOME = $null
    }

    It 'writes a training and a validation file of rows from the pipeline' {
        $dataset = $Rows | ConvertTo-FineTuneJsonl -PromptProperty Question -CompletionProperty Team -OutputPath ./mail

        $dataset | Should -BeOfType OpenAIFineTune.FineTuneDataset
        $dataset.TrainingFile | Should -Be (Join-Path $Folder 'mail_train.jsonl')
        $dataset.TaskType | Should -Be 'Classification'
        $dataset.TrainingCount | Should -Be 24
        $dataset.ValidationCount | Should -Be 6
        $dataset.Separator | Should -Be ' ->'
        @(Get-Content mail_train.jsonl, mail_valid.jsonl | ConvertFrom-Json).Count | Should -Be 30
        $first = Get-Content mail_train.jsonl -First 1 | ConvertFrom-Json
        $first.prompt | Should -BeLike 'Parcel no * ->'
        $first.completion | Should -BeIn ' Post', ' Bank'
    }

    It 'writes rows without -OutputPath to the data folder, the same name for the same content' {
        $files = 1..2 | ForEach-Object {
            ($Rows | ConvertTo-FineTuneJsonl -PromptProperty Question -CompletionProperty Team).TrainingFile
        }
        $files[0] | Should -BeLike (Join-Path $Folder 'home' 'data' '*_train.jsonl')
        $files[1] | Should -Be $files[0]
    }

    It 'reads files by path, several as one, and writes beside the first' {
        $Rows[0..14] | Export-Csv a.csv
        $Rows[15..29] | Export-Csv -LiteralPath 'b[1].csv'
        (ConvertTo-FineTuneJsonl a.csv -PromptProperty question -CompletionProperty team).TrainingFile |
            Should -Be (Join-Path $Folder 'a_train.jsonl')
        (ConvertTo-FineTuneJsonl -LiteralPath 'b[1].csv' -PromptProperty Question -CompletionProperty Team).ExampleCount |
            Should -Be 15
        (ConvertTo-FineTuneJsonl *.csv -PromptProperty Question -CompletionProperty Team -OutputPath all).ExampleCount |
            Should -Be 30
        (Get-ChildItem *.csv | ConvertTo-FineTuneJsonl -PromptProperty Question -CompletionProperty Team -OutputPath all).ExampleCount |
            Should -Be 30
    }

    It 'tells with -WhatIf what each rule would do, and writes nothing' {
        $dataset = $Rows | ConvertTo-FineTuneJsonl -PromptProperty Question -CompletionProperty Team -OutputPath ./mail -WhatIf

        $dataset.Remediations.Rule | Should -Be 'Separator', 'LeadingSpace'
        $dataset.TrainingFile | Should -BeNullOrEmpty
        Get-ChildItem -Force | Should -BeNullOrEmpty
    }

    It 'turns rules off with -SkipRule' {
        $dataset = $Rows | ConvertTo-FineTuneJsonl -PromptProperty Question -CompletionProperty Team -OutputPath ./mail `
            -SkipRule Separator, LeadingSpace -NoValidation
        $dataset.ValidationFile | Should -BeNullOrEmpty
        (Get-Content mail_train.jsonl -First 1) | Should -BeExactly ('{"prompt":"Parcel no 1","completion":"' + $Rows[0].Team + '"}')
    }

    It 'refuses to replace other content without -Force, and leaves the same content as it is' {
        Set-Content mail_train.jsonl 'mine'
        $call = @{ PromptProperty = 'Question'; CompletionProperty = 'Team'; OutputPath = './mail' }
        { $Rows | ConvertTo-FineTuneJsonl @call -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists,*'
        Get-Content mail_train.jsonl | Should -Be 'mine'
        Get-ChildItem -Force | Should -HaveCount 1

        $null = $Rows | ConvertTo-FineTuneJsonl @call -Force
        $written = (Get-Item mail_train.jsonl).LastWriteTimeUtc
        $null = $Rows | ConvertTo-FineTuneJsonl @call
        (Get-Item mail_train.jsonl).LastWriteTimeUtc | Should -Be $written
    }

    It 'tells a bad row by file and line, and goes on' {
        Set-Content bad.csv (@('prompt,completion', 'a,one', 'b,two,three') + (1..12 | ForEach-Object { "q$_,answer $_" }))
        $dataset = ConvertTo-FineTuneJsonl bad.csv -ErrorVariable failures -ErrorAction SilentlyContinue
        $dataset.ExampleCount | Should -Be 13
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'InvalidExample,*'
        "$($failures[0])" | Should -BeLike 'bad.csv:3: *'
        { ConvertTo-FineTuneJsonl bad.csv -Force -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidExample,*'
    }

    It 'fails with <Id> for <What>' -ForEach @(
        @{ What = 'a file that is not there'; Id = 'PathNotFound'; Call = { ConvertTo-FineTuneJsonl ./none.csv } }
        @{ What = 'no rows'; Id = 'EmptyInput'; Call = { @() | ConvertTo-FineTuneJsonl -PromptProperty Question } }
        @{ What = 'a script block for a file'; Id = 'InvalidSetting'; Call = {
                Set-Content s.csv 'a,b', '1,2'; ConvertTo-FineTuneJsonl s.csv -PromptProperty { $_.a } -CompletionProperty b } }
        @{ What = 'a folder'; Id = 'PathIsFolder'; Call = { ConvertTo-FineTuneJsonl . } }
        @{ What = 'a folder among rows'; Id = 'PathIsFolder'; Call = { @($Rows) + (Get-Item .) | ConvertTo-FineTuneJsonl -PromptProperty Question -CompletionProperty Team } }
        @{ What = 'another provider'; Id = 'PathNotFileSystem'; Call = { ConvertTo-FineTuneJsonl Env:/PATH } }
        @{ What = 'a column that is not there'; Id = 'ColumnNotFound'; Call = { $Rows | ConvertTo-FineTuneJsonl } }
        @{ What = 'an empty file'; Id = 'EmptyInput'; Call = { ConvertTo-FineTuneJsonl (New-Item empty.csv).FullName } }
        @{ What = 'one answer for all'; Id = 'NothingToLearn'; Call = { 'a', 'b', 'c' | Select-Object @{ n = 'prompt'; e = { $_ } }, @{ n = 'completion'; e = { 'x' } } | ConvertTo-FineTuneJsonl } }
    ) {
        { & $Call -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
        Get-ChildItem -Force -Exclude empty.csv, s.csv, home | Should -BeNullOrEmpty
    }

    It 'turns an old training file into chats without its markers' {
        1..12 | ForEach-Object { @{ prompt = "Question $_ ->"; completion = " Answer $_`n" } | ConvertTo-Json -Compress } | Set-Content old.jsonl
        $dataset = ConvertTo-FineTuneJsonl old.jsonl -Model gpt-4.1-mini-2025-04-14 -SystemMessage 'Be brief.' -NoValidation -OutputPath chat
        $dataset.Format | Should -Be 'Chat'
        Get-Content chat_train.jsonl -First 1 | Should -BeExactly ('{"messages":[{"role":"system","content":"Be brief."},' +
            '{"role":"user","content":"Question 1"},{"role":"assistant","content":"Answer 1"}]}')
    }

    It 'writes pairs of answers' {
        $pairs = 1..12 | ForEach-Object { @{ Q = "q $_"; Good = "yes $_"; Bad = "no $_" } }
        $dataset = $pairs | ConvertTo-FineTuneJsonl -PromptProperty Q -PreferredProperty Good -NonPreferredProperty Bad -OutputPath p -NoValidation
        $dataset.Format | Should -Be 'Preference'
        $line = Get-Content p_train.jsonl -First 1 | ConvertFrom-Json
        $line.input.messages[0].content | Should -Be 'q 1'
        $line.preferred_output[0].content | Should -Be 'yes 1'
        $line.non_preferred_output[0].content | Should -Be 'no 1'
    }

    It 'makes columns by script blocks of the objects of the pipeline' {
        $dataset = $Rows | ConvertTo-FineTuneJsonl -PromptProperty { $_.Question.ToUpper() + '!' } -CompletionProperty Team `
            -OutputPath ./mail -NoValidation -SkipRule UpperCasePrompt, CommonPromptPrefix

        (Get-Content $dataset.TrainingFile -First 1 | ConvertFrom-Json).prompt | Should -BeLike 'PARCEL NO 1! ->'
    }

    It 'goes on after a row whose script block fails, and names it' {
        $dataset = $Rows | ConvertTo-FineTuneJsonl -PromptProperty { if ($_.Question -eq 'Parcel no 2') { throw 'no' } $_.Question } `
            -CompletionProperty Team -OutputPath ./mail -NoValidation -ErrorVariable told -ErrorAction SilentlyContinue

        $dataset.ExampleCount | Should -Be 29
        "$told" | Should -BeLike 'row 2: *'
    }

    It 'takes files and rows of one pipeline together' {
        Set-Content a.csv 'prompt,completion', 'from a file,one'

        $dataset = (Get-Item a.csv), [pscustomobject] @{ prompt = 'from the pipeline'; completion = 'two' } |
            ConvertTo-FineTuneJsonl -NoValidation

        (Get-Content $dataset.TrainingFile | ConvertFrom-Json).prompt | Should -Be 'from a file ->', 'from the pipeline ->'
    }

    It 'never writes over what it reads, by whatever name' {
        Set-Content t_train.jsonl '{"prompt":"a","completion":"one"}', '{"prompt":"b","completion":"two"}'
        New-Item link.jsonl -ItemType SymbolicLink -Value (Join-Path $Folder t_train.jsonl) | Out-Null
        $before = Get-Content t_train.jsonl -Raw

        foreach ($name in 't_train.jsonl', 'link.jsonl') {
            { ConvertTo-FineTuneJsonl $name -OutputPath t -Force -ErrorAction Stop } |
                Should -Throw -ErrorId 'OutputIsInput,OpenAIFineTune.Commands.ConvertToFineTuneJsonlCommand'
        }

        Get-Content t_train.jsonl -Raw | Should -Be $before
    }

    It 'leaves nothing behind when what is upstream is stopped' {
        { $Rows | ForEach-Object { if ($_.Question -eq 'Parcel no 9') { throw 'enough' }; $_ } |
                ConvertTo-FineTuneJsonl -PromptProperty Question -CompletionProperty Team -OutputPath ./mail } | Should -Throw 'enough'
        Get-ChildItem -Force | Should -BeNullOrEmpty
    }

    It 'shows a summary' {
        $text = $Rows | ConvertTo-FineTuneJsonl -PromptProperty Question -CompletionProperty Team -OutputPath ./mail | Out-String
        $text | Should -Match 'Training +: 24 examples in'
        $text | Should -Match 'Separator \(30\): Put the separator'
    }
}
