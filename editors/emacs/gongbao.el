;;; gongbao.el --- gongbao check的问题在compilation里  -*- lexical-binding: t; -*-

;; (load "…/gongbao.el")，然后M-x gongbao-check。列是第几个字，不是第几格。

(require 'compile)

(defconst gongbao-messages
  (let ((key "[0-9]+\\(?:-[0-9a-f]\\{4\\}\\)?"))
    (list (concat "^\\(.+?\\):\\([0-9]+\\):\\([0-9]+\\): "
                  "\\(?:错误\\|error\\|[错E]" key
                  "\\|\\(警告\\|warning\\|[疑W]" key "\\)"
                  "\\|\\(说明\\|note\\|\\(?:注意\\|I\\)" key "\\)\\): ")
          1 2 3 '(4 . 5)))
  "文件、行、列、等级。")

(define-compilation-mode gongbao-check-mode "gongbao"
  "gongbao check说的话。"
  (setq-local compilation-error-regexp-alist (list gongbao-messages))
  (setq-local compilation-error-screen-columns nil))

(defun gongbao-check ()
  "查当前文件所在的一期。"
  (interactive)
  (save-some-buffers)
  (compilation-start (concat "gongbao check " (shell-quote-argument (expand-file-name default-directory)))
                     #'gongbao-check-mode))

(provide 'gongbao)
;;; gongbao.el ends here
